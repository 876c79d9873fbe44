/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/app.h"
#include "output/safe.h"
#include "str.h"
#include "text/screen.h"

enum { INDENT = 2 }; /* of the lines after the first */

static const char *const names[] = {
	[MESSAGE_ERROR] = "cmapsh: ",
	[MESSAGE_HINT] = "hint: ",
	[MESSAGE_NOTE] = "note: ",
	[MESSAGE_WARNING] = "warning: ",
};

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
static size_t
width_of(const char *text, size_t len)
{
	char *part = strndup(text, len);
	size_t width = part != NULL ? screen_width(part) : len;

	free(part);
	return width;
}

/* Prints a text in rows of `columns` columns, the first of them from the column `at` on. */
static void
print_folded(FILE *out, const char *text, size_t at, size_t columns, bool has_command)
{
	bool colon = false;

	for (const char *piece = text; *piece != '\0';) {
		size_t len = colon && has_command ? command_length(piece) : strcspn(piece, " ");
		size_t width = width_of(piece, len);

		if (at > INDENT && at + 1 + width > columns) {
			fprintf(out, "\n%*s", INDENT, "");
			at = INDENT;
		} else if (piece > text) {
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
message_print(const struct app *app, FILE *out, enum message kind, const char *text)
{
	struct str_stream stream;
	int rows, columns;
	char *safe = NULL;

	fputs(names[kind], out);
	if (app->io.tty && screen_size(STDERR_FILENO, &rows, &columns) && str_open(&stream)) {
		safe_print(stream.out, text);
		safe = str_close(&stream);
	}
	if (safe != NULL)
		print_folded(out, safe, strlen(names[kind]), (size_t)columns, kind == MESSAGE_HINT);
	else
		safe_print(out, text);
	putc('\n', out);
	free(safe);
}
