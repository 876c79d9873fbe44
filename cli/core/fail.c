/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors and notes to the person: the only printer of them. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/caret.h"
#include "core/cmd.h"
#include "core/error_hint.h"
#include "core/key_hint.h"
#include "text/nearest.h"
#include "text/screen.h"

/* The column of the word that an error is about, from 1. */
static size_t
blamed_column(const struct app *app)
{
	const struct words *words = app->source.words;
	const char *blame = app->blame;

	if (app->source.column > 0)
		return app->source.column;
	for (int i = 0; app->args != NULL && app->args->word != NULL && i < app->args->n; i++)
		if (app->args->word[i] == blame)
			blame = app->args->given[i];
	for (size_t i = 0; words != NULL && i < words->n; i++)
		if (words->v[i] == blame)
			return words->at[i] + 1;
	return words != NULL && words->n > 0 ? words->at[0] + 1 : 1;
}

/* Points at the word in the line above, unless something else has been printed below it. */
static void
print_caret(const struct app *app)
{
	char *before;

	if (app->line == NULL || app->blame == NULL || app->source.name != NULL || ftell(app->err) > 0)
		return;
	before = strndup(app->line, blamed_column(app) - 1);
	if (before != NULL)
		fprintf(app->err, "%*s^\n", (int)(app->caret + screen_width(before)), "");
	free(before);
}

/* As a program reads it, which asked for its data in the same form. False: it did not. */
static bool
print_json(const struct app *app, struct failure failure)
{
	failure.command = app->cmd != NULL ? app->cmd->name : NULL;
	if (app->source.name != NULL) {
		failure.file = app->source.name;
		failure.line = app->source.line;
		failure.column = blamed_column(app);
	}
	return (app->set.format == FORMAT_JSON || app->set.format == FORMAT_NDJSON) && render_failure(app->err, &failure);
}

/* What was printed comes before what is said about it. Why that failed is known now alone. */
static void
flush_output(struct app *app)
{
	if (fflush(app->render.out) != 0 && app->write_error == 0)
		app->write_error = errno;
}

/* Prints the two lines. Texts may come from the user: nothing in them reaches the terminal as a control character. */
static void
print_error(struct app *app, enum exit_code code, const struct cmh_error_info *info, const char *message,
	    const char *hint)
{
	struct failure failure = { .message = message, .hint = hint, .exit = code };

	if (info != NULL) {
		failure.code = info->symbol;
		failure.number = info->number;
	}
	flush_output(app);
	if (print_json(app, failure))
		return;
	print_caret(app);
	fputs("cmapsh: ", app->err);
	if (app->source.name != NULL) {
		render_safe(app->err, app->source.name);
		fprintf(app->err, ":%u:%zu: ", app->source.line, blamed_column(app));
	}
	if (app->cmd != NULL)
		fprintf(app->err, "%s: ", app->cmd->name);
	render_safe(app->err, message);
	if (info != NULL)
		fprintf(app->err, " (%s)", info->symbol);
	fputc('\n', app->err);
	place_print(app->err, app->source.bytes, app->source.line, app->source.column);
	if (hint != NULL) {
		fputs("hint: ", app->err);
		render_safe(app->err, hint);
		fputc('\n', app->err);
	}
}

void
app_point(struct app *app, const char *file, const char *bytes, struct cmh_position at)
{
	app->source = (struct source){ .name = file, .line = (unsigned)at.line, .bytes = bytes, .column = at.column };
}

enum exit_code
app_fail(struct app *app, enum exit_code code, const char *hint, const char *message, ...)
{
	char *text = NULL;
	va_list ap;

	va_start(ap, message);
	if (vasprintf(&text, message, ap) < 0)
		text = NULL;
	va_end(ap);
	print_error(app, code, NULL, text != NULL ? text : "out of memory", hint);
	free(text);
	return code;
}

enum exit_code
app_fail_near(struct app *app, const struct near *near, const char *otherwise, const char *what, const char *word)
{
	char *hint = near_hint(near, otherwise);

	app->blame = word;
	app_fail(app, EXIT_USAGE, hint, "no %s \"%s\"", what, word);
	free(hint);
	return EXIT_USAGE;
}

enum exit_code
app_fail_type(struct app *app, const char *word)
{
	struct near near = near_start(word);

	for (int type = CMH_I8; type <= CMH_TYPE_MAX; type++)
		near_try(&near, cmh_type_name(type));
	return app_fail_near(app, &near, "one of " APP_TYPES, "type", word);
}

enum exit_code
app_no_memory(struct app *app)
{
	return app_fail(app, EXIT_ERROR, NULL, "out of memory");
}

enum exit_code
app_exit_code(enum cmh_status status)
{
	switch (status) {
	case CMH_NOT_FOUND: return EXIT_MISSING;
	case CMH_INVALID: return EXIT_USAGE;
	case CMH_REFUSED: return EXIT_REFUSED;
	case CMH_UNREACHABLE: return EXIT_UNREACHABLE;
	case CMH_TIMEOUT: return EXIT_TIMEOUT;
	case CMH_INTERRUPTED: return EXIT_INTERRUPTED;
	case CMH_OK:
	case CMH_FAILED: break;
	}
	return EXIT_ERROR;
}

/* Without a better hint, that of the error is printed. */
static enum exit_code
fail_with(struct app *app, enum exit_code code, struct cmh_error *err, const char *better)
{
	print_error(app, code, err->number != 0 ? cmh_error_by_number(err->number) : NULL, cmh_error_message(err),
		    better != NULL ? better : error_hint(err));
	cmh_error_clear(err);
	return code;
}

enum exit_code
app_fail_as(struct app *app, enum exit_code code, struct cmh_error *err)
{
	return fail_with(app, code, err, NULL);
}

enum exit_code
app_fail_cmh(struct app *app, struct cmh_error *err)
{
	return fail_with(app, app_exit_code(err->status), err, NULL);
}

enum exit_code
app_fail_key(struct app *app, const char *key, struct cmh_error *err)
{
	char *hint = NULL;
	enum exit_code code;

	if (err->status == CMH_NOT_FOUND && !app->suggested) {
		app->suggested = true;
		hint = keys_suggest(app, key);
	}
	code = fail_with(app, app_exit_code(err->status), err, hint);
	free(hint);
	return code;
}

bool
app_warn_json(const struct app *app, const char *key, const char *message)
{
	return print_json(app, (struct failure){ .warning = true, .key = key, .message = message });
}

static void put_note(struct app *app, const char *message, va_list ap) __attribute__((format(printf, 2, 0)));

/* What a note is made of may come from the user. */
static void
put_note(struct app *app, const char *message, va_list ap)
{
	char *text = NULL;

	if (vasprintf(&text, message, ap) < 0)
		text = NULL;
	flush_output(app);
	if (!app_warn_json(app, NULL, text)) {
		render_safe(app->err, text != NULL ? text : "out of memory");
		fputc('\n', app->err);
	}
	free(text);
}

void
app_note(struct app *app, const char *message, ...)
{
	va_list ap;

	if (!app->tty || app->set.quiet)
		return;
	va_start(ap, message);
	put_note(app, message, ap);
	va_end(ap);
}

void
app_tell(struct app *app, const char *message, ...)
{
	va_list ap;

	if (app->set.quiet)
		return;
	va_start(ap, message);
	put_note(app, message, ap);
	va_end(ap);
}

void
tally_add(struct tally *tally, enum exit_code code)
{
	if (code == EXIT_DONE) {
		tally->done++;
		return;
	}
	if (tally->failed++ == 0)
		tally->first = code;
}

enum exit_code
tally_exit(const struct tally *tally)
{
	if (tally->failed == 0)
		return EXIT_DONE;
	return tally->done > 0 ? EXIT_PARTIAL : tally->first;
}
