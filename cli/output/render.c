/* SPDX-License-Identifier: BSD-3-Clause */
/* The format text. */
#include "output/render.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "know/keydoc.h"
#include "text/screen.h"

struct render
render_to(FILE *out)
{
	int rows, columns;

	if (!screen_size(fileno(out), &rows, &columns))
		columns = 0;
	return (struct render){ .out = out, .columns = columns, .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 };
}

char *
render_value(const struct render *r, const char *key, const struct cmh_value *value)
{
	if (!r->secrets && cmh_key_is_secret(key))
		return strdup(CMH_MASK);
	return cmh_value_text(value);
}

static void
put_value(struct render *r, const char *key, const struct cmh_value *value)
{
	char *text = render_value(r, key, value);

	if (text != NULL)
		fputs(text, r->out);
	else
		r->failed = true;
	free(text);
}

void
render_named(struct render *r, const char *name, const struct cmh_entry *entry)
{
	if (r->format != FORMAT_TEXT) {
		render_entry_record(r, entry);
		return;
	}
	if (!r->quiet)
		fprintf(r->out, "%s (%s) = ", name, cmh_type_name(entry->value.type));
	put_value(r, entry->key, &entry->value);
	putc('\n', r->out);
}

void
render_entry(struct render *r, const struct cmh_entry *entry)
{
	render_named(r, entry->key, entry);
}

void
render_branch(struct render *r, const char *name, size_t keys)
{
	fprintf(r->out, "%s. (branch) = %zu %s\n", name, keys, keys == 1 ? "key" : "keys");
}

void
render_names(struct render *r, char *const *names, size_t n)
{
	if (r->columns > 0)
		screen_print_columns(r->out, names, n, r->columns);
	else
		for (size_t i = 0; i < n; i++)
			render_line(r, names[i]);
}

void
render_twig(struct render *r, const bool *open, unsigned depth)
{
	for (unsigned d = 0; d < depth; d++)
		fputs(!open[d] ? "    " : r->utf8 ? "│   " : "|   ", r->out);
	fputs(r->utf8 ? (open[depth] ? "├── " : "└── ") : open[depth] ? "|-- " : "`-- ", r->out);
}

void
render_line(struct render *r, const char *text)
{
	render_safe(r->out, text);
	putc('\n', r->out);
}

void
render_text(struct render *r, const char *name, const char *text)
{
	const struct field field = field_text(name, text);

	if (r->format == FORMAT_TEXT)
		render_line(r, text);
	else
		render_record(r, &field, 1);
}

void
render_count(struct render *r, size_t count)
{
	const struct field field = field_number("count", count);

	if (r->format == FORMAT_TEXT)
		fprintf(r->out, "%zu\n", count);
	else
		render_record(r, &field, 1);
}

static void
change_record(struct render *r, const char *what, const char *key, const struct cmh_value *before,
	      const struct cmh_value *after)
{
	const struct cmh_value *typed = after->type != CMH_NONE ? after : before;
	const bool other = before->type != CMH_NONE && before->type != typed->type;
	const struct field fields[] = {
		field_text("change", what),
		field_text("key", key),
		field_text("type", cmh_type_name(typed->type)),
		field_text("old_type", other ? cmh_type_name(before->type) : NULL),
		field_value("old", key, before),
		field_value("new", key, after),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

void
render_change(struct render *r, const char *key, const struct cmh_value *before, const struct cmh_value *after)
{
	const struct cmh_value *typed = after->type != CMH_NONE ? after : before;
	bool modify = before->type != CMH_NONE && after->type != CMH_NONE;
	const char *what = modify ? "modify" : after->type != CMH_NONE ? "add" : "delete";

	if (r->format != FORMAT_TEXT) {
		change_record(r, what, key, before, after);
		return;
	}
	fprintf(r->out, "%s %s (", what, key);
	if (modify && before->type != after->type)
		fprintf(r->out, "%s -> ", cmh_type_name(before->type));
	fprintf(r->out, "%s) = ", cmh_type_name(typed->type));
	put_value(r, key, modify ? before : typed);
	if (modify) {
		fputs(" -> ", r->out);
		put_value(r, key, after);
	}
	putc('\n', r->out);
}

void
render_notice(struct render *r, const char *message, ...)
{
	va_list ap;

	fputs("* ", r->out);
	va_start(ap, message);
	vfprintf(r->out, message, ap);
	va_end(ap);
	putc('\n', r->out);
}

void
render_safe(FILE *out, const char *text)
{
	char *quoted = cmh_quote(text, strlen(text));

	/* Without the outer quotes; inner ones and backslashes stand as they are. */
	for (const char *c = quoted != NULL ? quoted + 1 : "\""; c[1] != '\0'; c++) {
		if (c[0] == '\\' && (c[1] == '"' || c[1] == '\\'))
			c++;
		putc(*c, out);
	}
	free(quoted);
}
