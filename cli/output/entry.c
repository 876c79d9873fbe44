/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/entry.h"

#include "cmh.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"

static void
print_record(struct output *out, const struct cmh_entry *entry)
{
	const struct field fields[] = {
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_value("value", entry->key, &entry->value),
	};

	if (out->format->entry == NULL) {
		output_record(out, FIELDS(fields));
		return;
	}
	out->format->entry(out, entry);
	out->records++;
}

void
entry_print_as(struct output *out, const char *name, const struct cmh_entry *entry)
{
	if (!output_is_text(out)) {
		print_record(out, entry);
		return;
	}
	if (!out->quiet)
		fprintf(out->file, "%s (%s) = ", name, cmh_type_name(entry->value.type));
	output_value(out, entry->key, &entry->value);
	putc('\n', out->file);
}

void
entry_print(struct output *out, const struct cmh_entry *entry)
{
	entry_print_as(out, entry->key, entry);
}

void
entry_print_branch(struct output *out, const char *name, size_t keys)
{
	fprintf(out->file, "%s. (branch) = %zu %s\n", name, keys, keys == 1 ? "key" : "keys");
}

const char *
entry_change(const struct cmh_value *before, const struct cmh_value *after)
{
	if (after->type == CMH_NONE)
		return "delete";
	return before->type == CMH_NONE ? "add" : "modify";
}

void
entry_print_change(struct output *out, const char *key, const struct cmh_value *before,
		   const struct cmh_value *after)
{
	bool modify = before->type != CMH_NONE && after->type != CMH_NONE;
	const struct cmh_value *first = before->type != CMH_NONE ? before : after;

	fprintf(out->file, "%s %s (", entry_change(before, after), key);
	if (modify && before->type != after->type)
		fprintf(out->file, "%s -> ", cmh_type_name(before->type));
	fprintf(out->file, "%s) = ", cmh_type_name(modify ? after->type : first->type));
	output_value(out, key, first);
	if (modify) {
		fputs(" -> ", out->file);
		output_value(out, key, after);
	}
	putc('\n', out->file);
}
