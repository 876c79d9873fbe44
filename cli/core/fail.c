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
#include "output/failure.h"
#include "output/format.h"
#include "output/safe.h"
#include "str.h"
#include "text/nearest.h"
#include "text/screen.h"

/* The column of a word in the line that it comes from, from 1; that of the command if it is not in it. */
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

/* The file, line and column that an error names. No file: it is about the command line, or a line of the prompt. */
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

/* Points at the word in the line above, unless something else has been printed below it. */
static void
print_caret(const struct app *app, struct where where)
{
	char *before;

	if (app->io.line == NULL || where.word == NULL || where.file != NULL || ftell(app->io.err) > 0)
		return;
	before = strndup(app->io.line, word_column(&app->call, where.word) - 1);
	if (before != NULL)
		fprintf(app->io.err, "%*s^\n", (int)(app->io.caret + screen_width(before)), "");
	free(before);
}

/* Prints it for a program, which asked for its data in the same form. False: it did not. */
static bool
print_json(const struct app *app, struct where where, struct failure failure)
{
	failure.command = app->call.cmd != NULL ? app->call.cmd->name : NULL;
	failure.file = where.file;
	failure.line = (unsigned)where.line;
	failure.column = where.column;
	return app->call.set.format->failure != NULL && app->call.set.format->failure(app->io.err, &failure);
}

/* Prints the data so far, which comes before what is said about it. Why that failed is known only now. */
static void
flush_output(struct app *app)
{
	if (fflush(app->render.file) != 0 && app->io.write_error == 0)
		app->io.write_error = errno;
}

static void
print_line(FILE *err, const char *name, const char *text)
{
	fputs(name, err);
	safe_print(err, text);
	fputc('\n', err);
}

/* Prints the two lines. Texts may come from the user: nothing in them reaches the terminal as a control character. */
static void
print_error(struct app *app, struct where where, const struct failure *failure)
{
	FILE *err = app->io.err;

	flush_output(app);
	where = locate(app, where);
	if (print_json(app, where, *failure))
		return;
	print_caret(app, where);
	fputs("cmapsh: ", err);
	if (where.file != NULL) {
		safe_print(err, where.file);
		fprintf(err, ":%zu:%zu: ", where.line, where.column);
	}
	if (app->call.cmd != NULL)
		fprintf(err, "%s: ", app->call.cmd->name);
	safe_print(err, failure->message);
	if (failure->code != NULL)
		fprintf(err, " (%s)", failure->code);
	fputc('\n', err);
	caret_print(err, where.bytes, where.line, where.column);
	if (failure->hint != NULL)
		print_line(err, "hint: ", failure->hint);
}

/* ---- errors of our own -------------------------------------------------- */

static enum exit_code fail(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message,
			   va_list ap) __attribute__((format(printf, 5, 0)));

static enum exit_code
fail(struct app *app, struct where where, enum exit_code code, const char *hint, const char *message, va_list ap)
{
	char *text = str_vformat(message, ap);

	print_error(app, where, &(struct failure){ .message = text != NULL ? text : "out of memory", .hint = hint, .exit = code });
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
app_fail_near(struct app *app, const struct nearest *near, const char *otherwise, const char *what, const char *word)
{
	char *hint = nearest_hint(near, otherwise);

	app_fail_at(app, where_word(word), EXIT_USAGE, hint, "no %s \"%s\"", what, word);
	free(hint);
	return EXIT_USAGE;
}

enum exit_code
app_fail_type(struct app *app, const char *word)
{
	struct nearest near = nearest_start(word);

	for (int type = CMH_I8; type <= CMH_TYPE_MAX; type++)
		nearest_try(&near, cmh_type_name(type));
	return app_fail_near(app, &near, "one of " APP_TYPES, "type", word);
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
	print_error(app, where, &failure);
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
	char *hint = NULL;
	enum exit_code code;

	if (err->status == CMH_NOT_FOUND && !app->call.suggested) {
		app->call.suggested = true;
		hint = key_hint(app->call.map, key, app->call.cmd->branch);
	}
	code = fail_with(app, where, exit_code_of(err->status), err, hint);
	free(hint);
	return code;
}

/* ---- warnings and notes ------------------------------------------------- */

bool
app_warn_json(const struct app *app, const char *key, const char *message)
{
	return print_json(app, locate(app, NOWHERE), (struct failure){ .warning = true, .key = key, .message = message });
}

void
app_warn(struct app *app, const char *hint, const char *message, ...)
{
	struct failure failure = { .warning = true, .hint = hint };
	va_list ap;
	char *text;

	va_start(ap, message);
	text = str_vformat(message, ap);
	va_end(ap);
	failure.message = text != NULL ? text : "out of memory";
	flush_output(app);
	if (!print_json(app, locate(app, NOWHERE), failure)) {
		print_line(app->io.err, "note: ", failure.message);
		if (hint != NULL)
			print_line(app->io.err, "hint: ", hint);
	}
	free(text);
}

static void put_note(struct app *app, const char *message, va_list ap) __attribute__((format(printf, 2, 0)));

/* What a note is made of may come from the user. */
static void
put_note(struct app *app, const char *message, va_list ap)
{
	char *text = str_vformat(message, ap);

	flush_output(app);
	if (!app_warn_json(app, NULL, text)) {
		safe_print(app->io.err, text != NULL ? text : "out of memory");
		fputc('\n', app->io.err);
	}
	free(text);
}

void
app_note(struct app *app, const char *message, ...)
{
	va_list ap;

	if (!app->io.tty || app->call.set.quiet)
		return;
	va_start(ap, message);
	put_note(app, message, ap);
	va_end(ap);
}

void
app_tell(struct app *app, const char *message, ...)
{
	va_list ap;

	if (app->call.set.quiet)
		return;
	va_start(ap, message);
	put_note(app, message, ap);
	va_end(ap);
}
