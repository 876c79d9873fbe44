/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/wrap.h"

#include <string.h>

#include "text/screen.h"

void
wrap_print(FILE *out, const char *text, int at, int indent)
{
	const int start = at;

	while (*text != '\0') {
		int len = (int)strcspn(text, " ");

		if (at + 1 + len > WRAP_WIDTH && at > indent) {
			fprintf(out, "\n%*s", indent, "");
			at = indent;
		} else if (at > indent && at != start) {
			putc(' ', out);
			at++;
		}
		fprintf(out, "%.*s", len, text);
		at += len;
		text += len + strspn(text + len, " ");
	}
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
