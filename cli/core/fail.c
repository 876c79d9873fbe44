/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/app.h"
#include "core/caret.h"
#include "core/cmd.h"
#include "core/error_hint.h"
#include "core/key_hint.h"
#include "core/message.h"
#include "core/sign_hint.h"
#include "output/failure.h"
#include "output/format.h"
#include "str.h"
#include "text/nearest.h"
#include "text/screen.h"

/* Returns the column of a word in its line, from 1; that of the command if the line does not have the word. */
static size_t
word_column(const struct call *call, const char *word)
{
	const struct words *words = call->source.words;

	for (int i = 0; call->args != NULL && call->args->word != NULL && i < call->args->n; i++)
		if (call->args->word[i] == word)
			word = call->args->given[i];
	for (size_t i = 0; words != NULL && i < words->n; i++)
		if (words->v[i] == word)
			return words->at[i] + 1;
	return words != NULL && words->n > 0 ? words->at[0] + 1 : 1;
}

/* Returns the file, line and column that an error names. No file: it is about the command line, or a line of the prompt. */
static struct where
locate(const struct app *app, struct where where)
{
	const struct source *source = &app->call.source;

	if (where.file == NULL && source->script != NULL) {
		where.file = source->script;
		where.line = source->line;
		where.column = word_column(&app->call, where.word);
	}
	return where;
}

/* Prints a caret below the word in the line that was typed, unless something was printed below that line. */
static void
print_caret(const struct app *app, FILE *out, struct where where)
{
	char *before;

	if (app->io.line == NULL || where.word == NULL || where.file != NULL || ftell(app->io.err) > 0)
		return;
	before = str_copy_n(app->io.line, word_column(&app->call, where.word) - 1);
	if (before != NULL)
		fprintf(out, "%*s^\n", (int)(app->io.caret + screen_width(before)), "");
	free(before);
}

/* Prints a failure as JSON if the data is JSON. False: it is not, or out of memory. */
static bool
print_json(const struct app *app, FILE *out, struct where where, struct failure failure)
{
	failure.command = app->call.cmd != NULL ? app->call.cmd->name : NULL;
	failure.node = app->call.node;
	failure.file = where.file;
	failure.line = (unsigned)where.line;
	failure.column = where.column;
	return app->call.set.format->failure != NULL && app->call.set.format->failure(out, &failure);
}

void
app_flush(struct app *app)
{
	if (fflush(app->render.file) != 0 && app->io.write_error == 0)
		app->io.write_error = errno;
}

/* Returns "FILE:LINE:COLUMN: COMMAND: MESSAGE (CODE)". NULL: out of memory. */
static char *
error_line(const struct app *app, struct where where, const struct failure *failure)
{
	struct str_stream line;

	if (!str_open(&line))
		return NULL;
	if (where.file != NULL)
		fprintf(line.out, "%s:%zu:%zu: ", where.file, where.line, where.column);
	if (app->call.cmd != NULL)
		fprintf(line.out, "%s: ", app->call.cmd->name);
	if (app->call.node != NULL)
		fprintf(line.out, "%s: ", app->call.node);
	fputs(failure->message, line.out);
	if (failure->code != NULL)
		fprintf(line.out, " (%s)", failure->code);
	return str_close(&line);
}

/* Prints the two lines. Texts may come from the user: control characters in them are escaped. */
static void
print_text(const struct app *app, FILE *out, struct where where, const struct failure *failure)
{
	char *line;

	if (app->call.print_error != NULL) {
		app->call.print_error(app, out, failure);
		return;
	}
	line = error_line(app, where, failure);
	print_caret(app, out, where);
	message_print(app, out, MESSAGE_ERROR, line != NULL ? line : failure->message);
	free(line);
	caret_print(out, where.bytes, where.line, where.column);
	if (failure->hint != NULL)
		message_print(app, out, MESSAGE_HINT, failure->hint);
}

/* Prints an error with a single write. */
static void
print_error(struct app *app, struct where where, struct failure failure)
{
	struct str_stream text;
	FILE *out = message_begin(&text, app->io.err);
	const char *sign = failure.exit <= EXIT_MISSING ? sign_hint(app) : NULL;
	char *hint = NULL;

	if (sign != NULL)
		failure.hint = sign;
	app_flush(app);
	where = locate(app, where);
	failure.key = where.key;
	if (failure.hint != NULL)
		failure.hint = hint = error_hint_as_typed(failure.hint, &app->call.set);
	if (!print_json(app, out, where, failure))
		print_text(app, out, where, &failure);
	message_end(&text, out, app->io.err);
	free(hint);
}

/* ---- errors of the program -------------------------------------------------- */

static enum exit_code fail(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message,
			   va_list ap) __attribute__((format(printf, 5, 0)));

static enum exit_code
fail(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message, va_list ap)
{
	char *text = str_vformat(message, ap);

	print_error(app, where, (struct failure){ .message = text != NULL ? text : "out of memory", .hint = hint, .exit = code });
	free(text);
	return code;
}

enum exit_code
app_fail(struct app *app, enum exit_code code, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	fail(app, NOWHERE, code, hint, message, ap);
	va_end(ap);
	return code;
}

enum exit_code
app_fail_at(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	fail(app, where, code, hint, message, ap);
	va_end(ap);
	return code;
}

enum exit_code
app_fail_near(struct app *app, const struct nearest *near, const char *otherwise, const char *message, const char *word)
{
	char *hint = nearest_hint(near, otherwise);

	app_fail_at(app, where_word(word), EXIT_USAGE, hint, "%s \"%s\"", message, word);
	free(hint);
	return EXIT_USAGE;
}

enum exit_code
app_fail_type(struct app *app, const char *word)
{
	struct nearest near = nearest_start(word);

	for (int type = CMH_I8; type <= CMH_TYPE_MAX; type++)
		nearest_try(&near, cmh_type_name(type));
	return app_fail_near(app, &near, "use one of " APP_TYPES, "unknown type", word);
}

enum exit_code
app_no_memory(struct app *app)
{
	return app_fail(app, EXIT_ERROR, NULL, "out of memory");
}

/* ---- errors of the library ---------------------------------------------- */

/* Without a better hint, that of the error is printed. */
static enum exit_code
fail_with(struct app *app, struct where where, enum exit_code code, struct cmh_error *err, const char *better)
{
	const struct cmh_error_info *info = err->number != 0 ? cmh_error_by_number(err->number) : NULL;
	struct failure failure = { .message = cmh_error_message(err), .hint = better != NULL ? better : error_hint(err), .exit = code };

	if (info != NULL) {
		failure.code = info->symbol;
		failure.number = info->number;
	}
	print_error(app, where, failure);
	cmh_error_clear(err);
	return code;
}

enum exit_code
app_fail_as(struct app *app, enum exit_code code, struct cmh_error *err)
{
	return fail_with(app, NOWHERE, code, err, NULL);
}

enum exit_code
app_fail_cmh(struct app *app, struct cmh_error *err)
{
	return app_fail_cmh_at(app, NOWHERE, err);
}

enum exit_code
app_fail_cmh_at(struct app *app, struct where where, struct cmh_error *err)
{
	return fail_with(app, where, exit_code_of(err->status), err, NULL);
}

enum exit_code
app_fail_key_at(struct app *app, struct where where, const char *key, struct cmh_error *err)
{
	bool cheap = app->call.print_error != NULL && !app->io.tty; /* a script: a similar name costs many requests */
	char *hint = err->status == CMH_NOT_FOUND && !cheap ? key_hint(app, key, app->call.cmd->branch) : NULL;
	enum exit_code code;

	where.key = key;
	code = fail_with(app, where, exit_code_of(err->status), err, hint != NULL ? hint : err->hint);

	free(hint);
	return code;
}

/* ---- warnings ----------------------------------------------------------- */

bool
app_warn_json(const struct app *app, const char *key, const char *hint, const char *message)
{
	struct failure failure = { .warning = true, .key = key, .hint = hint, .message = message };

	return print_json(app, app->io.err, locate(app, NOWHERE), failure);
}

bool
app_warn_json_at(const struct app *app, struct where where, const char *said, const char *message)
{
	struct failure failure = { .warning = true, .message = message, .said = said };

	return print_json(app, app->io.err, where, failure);
}
