/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The format csv, as RFC 4180 has it: lines end with CR LF, and the first has
 * the names. Cells hold values as text, so that each record is one line. The
 * format csv-lf is the same for programs that want lines to end with LF.
 */
#include <stdlib.h>
#include <string.h>

#include "output/field.h"
#include "output/format.h"
#include "output/output.h"

static void
put_cell(FILE *out, const char *text)
{
	size_t len = strlen(text);

	/* Some readers remove spaces at either end. */
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
put_names(FILE *out, const struct field *fields, size_t n, const char *end)
{
	for (size_t i = 0; i < n; i++) {
		put_cell(out, fields[i].name);
		fputs(i + 1 < n ? "," : end, out);
	}
}

static void
put_record(struct output *out, const struct field *fields, size_t n, const char *end)
{
	if (out->records == 0)
		put_names(out->file, fields, n, end);
	for (size_t i = 0; i < n; i++) {
		char *text = field_string(&fields[i], out->secrets);

		if (text != NULL)
			put_cell(out->file, text);
		else
			out->failed = true;
		free(text);
		fputs(i + 1 < n ? "," : end, out->file);
	}
}

static void
csv_record(struct output *out, const struct field *fields, size_t n)
{
	put_record(out, fields, n, "\r\n");
}

static void
csv_lf_record(struct output *out, const struct field *fields, size_t n)
{
	put_record(out, fields, n, "\n");
}

const struct format format_csv = { .name = "csv", .needs = DATA_RECORDS | DATA_UNIFORM, .record = csv_record };
const struct format format_csv_lf = { .name = "csv-lf", .needs = DATA_RECORDS | DATA_UNIFORM, .record = csv_lf_record };
