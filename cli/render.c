/* SPDX-License-Identifier: BSD-3-Clause */
/* The format text. */
#include "render.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#include "keydoc.h"

struct render
render_to(FILE *out)
{
	return (struct render){ .out = out, .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 };
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
render_name(struct render *r, const char *name, bool branch)
{
	fprintf(r->out, "%s%s\n", name, branch ? "." : "");
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
	fprintf(r->out, "%s\n", text);
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

	fprintf(r->out, "%s %s (%s) = ", modify ? "modify" : after->type != CMH_NONE ? "add" : "delete", key,
		cmh_type_name(typed->type));
	put_value(r, key, modify ? before : typed);
	if (modify) {
		fputs(" -> ", r->out);
		put_value(r, key, after);
	}
	putc('\n', r->out);
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
