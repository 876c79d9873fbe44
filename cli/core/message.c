/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/app.h"
#include "output/safe.h"
#include "text/screen.h"
#include "text/wrap.h"

enum { INDENT = 2 }; /* of the lines after the first */

static const char *const names[] = {
	[MESSAGE_ERROR] = "cmapsh: ",
	[MESSAGE_HINT] = "hint: ",
	[MESSAGE_NOTE] = "note: ",
	[MESSAGE_WARNING] = "warning: ",
};

FILE *
message_begin(struct str_stream *text, FILE *out)
{
	return str_open(text) ? text->out : out;
}

void
message_end(struct str_stream *text, const FILE *begun, FILE *out)
{
	char *bytes = begun != out ? str_close(text) : NULL;

	if (bytes != NULL)
		fputs(bytes, out);
	free(bytes);
}

void
message_print(const struct app *app, FILE *out, enum message kind, const char *text)
{
	struct wrap how = { .indent = INDENT, .commands = kind == MESSAGE_HINT };
	struct str_stream line;
	FILE *begun = message_begin(&line, out);
	char *safe = NULL;
	int rows;

	fputs(names[kind], begun);
	if (app->io.tty && screen_size(STDERR_FILENO, &rows, &how.columns))
		safe = safe_text(text);
	if (safe != NULL)
		wrap_text(begun, safe, (int)strlen(names[kind]), &how);
	else
		safe_print(begun, text);
	putc('\n', begun);
	free(safe);
	message_end(&line, begun, out);
}
