/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text/screen.h"

/* Returns the length of the command at the beginning of a text: up to a remark after it, or the end. */
static size_t
command_length(const char *text)
{
	const char *remark = strstr(text, " ("), *next = strchr(text, ';');
	size_t len = strlen(text);

	if (remark != NULL)
		len = (size_t)(remark - text);
	if (next != NULL && (size_t)(next - text) < len)
		len = (size_t)(next - text) + 1;
	return len;
}

/* Returns the width of the first `len` bytes of a text. */
static int
width_of(const char *text, size_t len)
{
	char *part = str_copy_n(text, len);
	size_t width = part != NULL ? screen_width(part) : len;

	free(part);
	return (int)width;
}

void
wrap_text(FILE *out, const char *text, int at, const struct wrap *how)
{
	bool colon = false;

	for (const char *piece = text; *piece != '\0';) {
		size_t len = colon && how->commands ? command_length(piece) : strcspn(piece, " ");
		int width = width_of(piece, len), space = piece > text;

		if (at > how->indent && at + space + width > how->columns) {
			fprintf(out, "\n%*s", how->indent, "");
			at = how->indent;
		} else if (space > 0) {
			putc(' ', out);
			at++;
		}
		fwrite(piece, 1, len, out);
		at += width;
		colon = len > 0 && piece[len - 1] == ':';
		piece += len + (piece[len] == ' ');
	}
}

void
wrap_print(FILE *out, const char *text, int at, int indent)
{
	wrap_text(out, text, at, &(struct wrap){ .columns = WRAP_WIDTH, .indent = indent });
	putc('\n', out);
}

void
wrap_row(FILE *out, const char *left, int indent, const char *text)
{
	int len = (int)screen_width(left);

	fprintf(out, "  %s", left);
	if (len + 3 > indent)
		fprintf(out, "\n%*s", indent, "");
	else
		fprintf(out, "%*s", indent - 2 - len, "");
	wrap_print(out, text, indent, indent);
}
