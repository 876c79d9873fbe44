/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/entry.h"

#include "cmh.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"

static void
print_record(struct render *r, const struct cmh_entry *entry)
{
	const struct field fields[] = {
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_value("value", entry->key, &entry->value),
	};

	if (r->format->entry == NULL) {
		render_record(r, FIELDS(fields));
		return;
	}
	r->format->entry(r, entry);
	r->records++;
}

void
entry_print_as(struct render *r, const char *name, const struct cmh_entry *entry)
{
	if (!render_is_text(r)) {
		print_record(r, entry);
		return;
	}
	if (!r->quiet)
		fprintf(r->out, "%s (%s) = ", name, cmh_type_name(entry->value.type));
	render_value(r, entry->key, &entry->value);
	putc('\n', r->out);
}

void
entry_print(struct render *r, const struct cmh_entry *entry)
{
	entry_print_as(r, entry->key, entry);
}

void
entry_print_branch(struct render *r, const char *name, size_t keys)
{
	fprintf(r->out, "%s. (branch) = %zu %s\n", name, keys, keys == 1 ? "key" : "keys");
}

const char *
entry_change(const struct cmh_value *before, const struct cmh_value *after)
{
	if (after->type == CMH_NONE)
		return "delete";
	return before->type == CMH_NONE ? "add" : "modify";
}

void
entry_print_change(struct render *r, const char *key, const struct cmh_value *before, const struct cmh_value *after)
{
	bool modify = before->type != CMH_NONE && after->type != CMH_NONE;
	const struct cmh_value *first = before->type != CMH_NONE ? before : after;

	fprintf(r->out, "%s %s (", entry_change(before, after), key);
	if (modify && before->type != after->type)
		fprintf(r->out, "%s -> ", cmh_type_name(before->type));
	fprintf(r->out, "%s) = ", cmh_type_name(modify ? after->type : first->type));
	render_value(r, key, first);
	if (modify) {
		fputs(" -> ", r->out);
		render_value(r, key, after);
	}
	putc('\n', r->out);
}
