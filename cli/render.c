/* SPDX-License-Identifier: BSD-3-Clause */
/* The format text. */
#include "render.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "keydoc.h"
#include "screen.h"

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
	if (!r->secrets && keydoc_is_secret(key))
		return strdup("********");
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
		screen_columns(r->out, names, n, r->columns);
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
render_number(struct render *r, size_t number)
{
	fprintf(r->out, "%zu\n", number);
}

void
render_change(struct render *r, const char *key, const struct cmh_value *before, const struct cmh_value *after)
{
	const struct cmh_value *typed = after->type != CMH_NONE ? after : before;
	bool modify = before->type != CMH_NONE && after->type != CMH_NONE;

	fprintf(r->out, "%s %s (", modify ? "modify" : after->type != CMH_NONE ? "add" : "delete", key);
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
render_handle(struct render *r, const struct cmh_handle_info *info, const char *node, bool current, size_t keys)
{
	const char *state = info->saved ? "saved" : info->lost ? "lost" : info->connected ? "connected" : "not connected";

	fprintf(r->out, "%c %-10s %-6s %-13s", current ? '*' : ' ', info->name, info->spec, state);
	if (info->saved)
		fputs("  read only", r->out);
	if (info->pid != 0)
		fprintf(r->out, "  node %s, corosync pid %ld", node, (long)info->pid);
	if (keys > 0)
		fprintf(r->out, ", %zu keys", keys);
	putc('\n', r->out);
	if (info->last_error->status != CMH_OK)
		fprintf(r->out, "  last error: %s\n", cmh_error_message(info->last_error));
}

void
render_task(struct render *r, const char *name, unsigned id, const char *handle, const char *title)
{
	fprintf(r->out, "  %-5s %-4u %-6s ", name, id, handle);
	render_line(r, title);
}

void
render_error_row(struct render *r, const struct cmh_error_info *info)
{
	fprintf(r->out, "%3d  %-26s  %s\n%*s%s\n", info->number, info->symbol, info->meaning, 33, "", info->advice);
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
