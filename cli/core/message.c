/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/app.h"
#include "output/safe.h"
#include "str.h"
#include "text/screen.h"
#include "text/wrap.h"

enum { INDENT = 2 }; /* of the lines after the first */

static const char *const names[] = {
	[MESSAGE_ERROR] = "cmapsh: ",
	[MESSAGE_HINT] = "hint: ",
	[MESSAGE_NOTE] = "note: ",
	[MESSAGE_WARNING] = "warning: ",
};

void
message_print(const struct app *app, FILE *out, enum message kind, const char *text)
{
	struct wrap how = { .indent = INDENT, .commands = kind == MESSAGE_HINT };
	struct str_stream line;
	char *safe = NULL, *bytes;
	int rows;

	if (!str_open(&line)) {
		fprintf(out, "%sout of memory\n", names[kind]);
		return;
	}
	fputs(names[kind], line.out);
	if (app->io.tty && screen_size(STDERR_FILENO, &rows, &how.columns))
		safe = safe_text(text);
	if (safe != NULL)
		wrap_text(line.out, safe, (int)strlen(names[kind]), &how);
	else
		safe_print(line.out, text);
	putc('\n', line.out);
	free(safe);
	bytes = str_close(&line);
	fputs(bytes != NULL ? bytes : "out of memory\n", out);
	free(bytes);
}
