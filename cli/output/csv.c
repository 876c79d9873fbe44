/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The format csv, as RFC 4180 has it: lines end with CR LF, the first one has
 * the names. A cell has the text form of a value, so each record is one line.
 */
#include <stdlib.h>
#include <string.h>

#include "output/format.h"

static void
put_cell(FILE *out, const char *text)
{
	size_t len = strlen(text);

	/* Some readers strip blanks that stand at an end. */
	if (len == 0 || (strpbrk(text, ",\"\r\n") == NULL && text[0] != ' ' && text[len - 1] != ' ')) {
		fputs(text, out);
		return;
	}
	putc('"', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	putc('"', out);
}

static void
csv_record(struct render *r, const struct field *fields, size_t n)
{
	for (size_t i = 0; i < n && r->records == 0; i++) {
		put_cell(r->out, fields[i].name);
		fputs(i + 1 < n ? "," : "\r\n", r->out);
	}
	for (size_t i = 0; i < n; i++) {
		char *text = field_string(r, &fields[i]);

		if (text != NULL)
			put_cell(r->out, text);
		else
			r->failed = true;
		free(text);
		fputs(i + 1 < n ? "," : "\r\n", r->out);
	}
}

const struct render_format render_format_csv = { .name = "csv", .record = csv_record };
