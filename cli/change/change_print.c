/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/change_print.h"

#include "change/plan.h"
#include "output/entry.h"
#include "output/field.h"
#include "output/output.h"

static void
print_record(struct output *out, const struct change *change)
{
	const struct cmh_value *before = &change->before, *after = &change->after;
	const struct cmh_value *typed = after->type != CMH_NONE ? after : before;
	bool retyped = before->type != CMH_NONE && before->type != typed->type;
	const struct field fields[] = {
		field_text("change", entry_change(before, after)),
		field_text("key", change->key),
		field_text("type", cmh_type_name(typed->type)),
		field_text("old_type", retyped ? cmh_type_name(before->type) : NULL),
		field_value("old", change->key, before),
		field_value("new", change->key, after),
	};

	output_record(out, FIELDS(fields));
}

void
change_print(struct output *out, const struct change *change)
{
	if (output_is_text(out))
		entry_print_change(out, change->key, &change->before, &change->after);
	else
		print_record(out, change);
}

void
change_print_all(struct output *out, const struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		change_print(out, &plan->v[i]);
}
