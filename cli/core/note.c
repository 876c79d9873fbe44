/* SPDX-License-Identifier: BSD-3-Clause */
/* Notes: messages on standard error, besides errors. */
#include <stdarg.h>
#include <stdlib.h>

#include "core/app.h"
#include "core/caret.h"
#include "core/error_hint.h"
#include "core/fail.h"
#include "core/message.h"
#include "str.h"

static void print_note(struct app *app, const char *hint, const char *message, va_list ap) __attribute__((format(printf, 3, 0)));

static void
print_note(struct app *app, const char *hint, const char *message, va_list ap)
{
	char *text = app->call.silent ? NULL : str_vformat(message, ap);
	char *line = text != NULL && app->call.node != NULL ? str_format("%s: %s", app->call.node, text) : NULL;
	char *shown = NULL;

	if (app->call.silent)
		return;
	if (hint != NULL)
		hint = shown = error_hint_as_typed(hint, &app->call.set);
	app_flush(app);
	if (!app_warn_json(app, NULL, hint, text)) {
		struct str_stream lines;
		FILE *out = message_begin(&lines, app->io.err);

		message_print(app, out, MESSAGE_NOTE, line != NULL ? line : text != NULL ? text : "out of memory");
		if (hint != NULL)
			message_print(app, out, MESSAGE_HINT, hint);
		message_end(&lines, out, app->io.err);
	}
	free(shown);
	free(line);
	free(text);
}

void
app_warn(struct app *app, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	print_note(app, hint, message, ap);
	va_end(ap);
}

void
app_note(struct app *app, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	if (!app->call.set.quiet)
		print_note(app, NULL, message, ap);
	va_end(ap);
}

void
app_note_missing(struct app *app, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	print_note(app, NULL, message, ap);
	va_end(ap);
}

void
app_note_tty(struct app *app, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	if (app->io.tty && !app->call.set.quiet)
		print_note(app, NULL, message, ap);
	va_end(ap);
}

void
app_note_at(struct app *app, struct where where, const char *said, const char *message)
{
	char *place = where.line > 0 ? str_format("%s:%zu:%zu: %s", where.file, where.line, where.column, message)
				     : str_format("%s: %s", where.file, message);
	char *words = said != NULL ? str_format("corosync says: %s", said) : NULL;

	app_flush(app);
	if (!app_warn_json_at(app, where, said, message)) {
		struct str_stream lines;
		FILE *out = message_begin(&lines, app->io.err);

		message_print(app, out, MESSAGE_NOTE, place != NULL ? place : "out of memory");
		if (where.line > 0)
			caret_print(out, where.bytes, where.line, where.column);
		if (said != NULL)
			message_print(app, out, MESSAGE_NOTE, words != NULL ? words : said);
		message_end(&lines, out, app->io.err);
	}
	free(words);
	free(place);
}
