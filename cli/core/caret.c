/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/caret.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "output/safe.h"
#include "str.h"
#include "text/screen.h"

/* Returns text as safe_print() writes it. The caller frees it. NULL: out of memory. */
static char *
safe_part(const char *text, size_t len)
{
	char *part = str_copy_n(text, len), *safe = NULL;
	struct str_stream stream;

	if (part != NULL && str_open(&stream)) {
		safe_print(stream.out, part);
		safe = str_close(&stream);
	}
	free(part);
	return safe;
}

void
caret_print(FILE *out, const char *bytes, size_t number, size_t column)
{
	enum { BEFORE = 60, AFTER = 40 };
	const char *line = bytes, *at, *start;
	char *before, *after, *complete;
	size_t len;

	for (size_t n = 1; n < number && line != NULL; n++)
		line = (line = strchr(line, '\n')) != NULL ? line + 1 : NULL;
	column -= column > 0;
	if (line == NULL || (len = strcspn(line, "\r\n")) < column)
		return;
	at = line + column;
	start = line + strspn(line, "\t");
	if (start > at)
		start = line;
	if (at - start > BEFORE)
		start = at - BEFORE;
	len -= (size_t)(at - line);
	before = safe_part(start, (size_t)(at - start));
	after = safe_part(at, len > AFTER ? AFTER : len);
	complete = str_copy_n(line, (size_t)(at - line) + len);
	if (before != NULL && after != NULL && complete != NULL && !cmh_text_names_secret(complete))
		fprintf(out, "    %s%s\n    %*s^\n", before, after, (int)screen_width(before), "");
	free(before);
	free(after);
	free(complete);
}
