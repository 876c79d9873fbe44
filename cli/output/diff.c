/* SPDX-License-Identifier: BSD-3-Clause */
/* What two maps differ in. */
#include <stdlib.h>
#include <string.h>

#include "output/render.h"

#define BOLD "\033[1m"
#define RED "\033[31m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

static void
put_side(struct render *r, const char *mark, const char *name)
{
	if (r->color)
		fputs(BOLD, r->out);
	fprintf(r->out, "%s ", mark);
	render_safe(r->out, name);
	fputs(r->color ? PLAIN "\n" : "\n", r->out);
}

void
render_sides(struct render *r, const char *before, const char *after)
{
	if (r->format != FORMAT_TEXT)
		return;
	put_side(r, "---", before);
	put_side(r, "+++", after);
}

/* "-KEY (TYPE) = VALUE"; what is not known of a key that is only on one side is left out. */
static void
put_key(struct render *r, char mark, const struct cmh_entry *entry)
{
	char *text = entry->error == NULL ? render_value(r, entry->key, &entry->value) : strdup("");

	if (r->color)
		fputs(mark == '-' ? RED : GREEN, r->out);
	fprintf(r->out, "%c%s", mark, entry->key);
	if (entry->value.type != CMH_NONE)
		fprintf(r->out, " (%s)", cmh_type_name(entry->value.type));
	if (text == NULL)
		r->failed = true;
	else if (entry->error == NULL)
		fprintf(r->out, " = %s", text);
	fputs(r->color ? PLAIN "\n" : "\n", r->out);
	free(text);
}

static const struct cmh_value *
known_value(const struct cmh_entry *entry)
{
	return entry != NULL && entry->error == NULL ? &entry->value : NULL;
}

static void
put_record(struct render *r, const struct cmh_entry *before, const struct cmh_entry *after)
{
	const struct cmh_entry *entry = after != NULL ? after : before;
	bool unknown = entry->error != NULL && (before == NULL || after == NULL);
	bool retyped = before != NULL && after != NULL && before->value.type != after->value.type;
	const struct field fields[] = {
		field_text("change", before == NULL ? "add" : after == NULL ? "delete" : "modify"),
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_text("old_type", retyped ? cmh_type_name(before->value.type) : NULL),
		field_value("old", entry->key, known_value(before)),
		field_value("new", entry->key, known_value(after)),
		unknown ? field_truth("unknown", true) : field_none("unknown"),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

void
render_difference(struct render *r, const struct cmh_entry *before, const struct cmh_entry *after)
{
	if (r->format != FORMAT_TEXT) {
		put_record(r, before, after);
		return;
	}
	if (before != NULL)
		put_key(r, '-', before);
	if (after != NULL)
		put_key(r, '+', after);
}
