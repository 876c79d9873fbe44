/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/entry.h"

#include "cmh.h"
#include "know/value_note.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"
#include "output/style.h"

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

/* Prints the type of a value, dim. */
static void
print_type(struct output *out, const char *type)
{
	fprintf(out->file, " %s(%s)%s", output_style(out, STYLE_DIM), type, output_style(out, STYLE_PLAIN));
}

/* Prints a value, in the style for one that is known to be bad, or else in `style`. */
static void
print_value(struct output *out, const char *key, const struct cmh_value *value, const char *style)
{
	if (out->color && value_note_is_bad(key, value))
		style = STYLE_BAD;
	fputs(output_style(out, style), out->file);
	output_value(out, key, value);
	fputs(style[0] != '\0' ? output_style(out, STYLE_PLAIN) : "", out->file);
}

void
entry_print_as(struct output *out, const char *name, const struct cmh_entry *entry)
{
	if (!output_is_text(out)) {
		print_record(out, entry);
		return;
	}
	if (!out->quiet) {
		fputs(name, out->file);
		print_type(out, cmh_type_name(entry->value.type));
		fputs(" = ", out->file);
	}
	print_value(out, entry->key, &entry->value, "");
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
	fprintf(out->file, "%s%s.%s", output_style(out, STYLE_BRANCH), name, output_style(out, STYLE_PLAIN));
	print_type(out, "branch");
	fprintf(out->file, " = %zu %s\n", keys, keys == 1 ? "key" : "keys");
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

	fprintf(out->file, "%s %s %s(", entry_change(before, after), key, output_style(out, STYLE_DIM));
	if (modify && before->type != after->type)
		fprintf(out->file, "%s -> ", cmh_type_name(before->type));
	fprintf(out->file, "%s)%s = ", cmh_type_name(modify ? after->type : first->type), output_style(out, STYLE_PLAIN));
	print_value(out, key, first, modify || after->type == CMH_NONE ? "" : STYLE_BRIGHT);
	if (modify) {
		fputs(" -> ", out->file);
		print_value(out, key, after, STYLE_BRIGHT);
	}
	putc('\n', out->file);
}
