/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/script.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "base/pipe.h"
#include "core/map_file.h"
#include "core/part_run.h"
#include "core/restricted.h"
#include "core/run.h"

enum { LINE_LIMIT = 1 << 20 }; /* many times what the longest value needs */

/* Works as getline(3) does, and fails with EMSGSIZE if a line has more than LINE_LIMIT bytes: a device has no end of line. */
static ssize_t
read_line(FILE *in, char **line, size_t *capacity)
{
	size_t len = 0;
	int c = '\0';

	while (c != '\n' && (c = getc_unlocked(in)) != EOF) {
		if (len == LINE_LIMIT) {
			errno = EMSGSIZE;
			return -1;
		}
		if (!array_reserve(line, capacity, len + 2, 1))
			return -1;
		(*line)[len++] = (char)c;
	}
	if (len == 0)
		return -1;
	(*line)[len] = '\0';
	return (ssize_t)len;
}

/* Prints an error in the syntax of a line. */
static enum exit_code
fail_syntax(struct app *app, const char *error, size_t at, const char *hint)
{
	struct words words = { .v = (char *[]){ NULL }, .at = &at, .end = &at, .n = 1 };

	app->call.source.words = &words;
	app_fail(app, EXIT_USAGE, hint, "%s", error);
	app->call.source.words = NULL;
	return EXIT_USAGE;
}

/* Runs one command of a line, or a program. */
static enum exit_code
run_part(struct app *app, const struct settings *set, const struct part *part)
{
	struct words words = { 0 };
	enum exit_code code;

	app->call.cmd = NULL;
	app->call.set.format = set->format; /* not that of the command before */
	app->call.source.commands++;
	if (!part->program && !words_split(part->text, &words)) {
		code = fail_syntax(app, words.error, part->at + words.error_at, NULL);
		words_clear(&words);
		return code;
	}
	words_move(&words, part->at);
	if (!alias_expand(&app->aliases, &words)) {
		words_clear(&words);
		return app_no_memory(app);
	}
	app->call.source.words = &words;
	if (part->to == PART_SHOWN && !part->program)
		code = run_words(app, set, (int)words.n, words.v);
	else
		code = part_run(app, set, part, &words, &(struct shell_wait){ .ready = NULL });
	app->call.source.words = NULL;
	words_clear(&words);
	return code;
}

/* Whether to run another command. */
static bool
goes_on(const struct app *app, const struct settings *set, const struct tally *tally, enum exit_code code)
{
	bool endless = set->keep_going && (set->most_errors == 0 || tally->failed < set->most_errors);

	return !app->quit && (tally->failed == 0 || (endless && code != EXIT_INTERRUPTED));
}

/* Runs the commands of one line. `len`: its bytes; a NUL byte among them is an error. Returns the status of the last one. */
static enum exit_code
run_line(struct app *app, const struct settings *set, const char *line, size_t len, struct tally *tally, bool *no)
{
	enum exit_code code = EXIT_DONE;
	struct parts parts;

	app->call.cmd = NULL;
	app->call.set.format = set->format;
	if (strlen(line) < len) {
		code = app_fail(app, EXIT_USAGE, NULL, "the line contains a NUL byte");
		tally_add(tally, code);
		return code;
	}
	if (!line_parts_split(line, &parts)) {
		code = fail_syntax(app, parts.error, parts.error_at, parts.hint);
		tally_add(tally, code);
	} else
		for (size_t i = 0; i < parts.n && goes_on(app, set, tally, code); i++) {
			code = run_part(app, set, &parts.v[i]);
			*no |= code == EXIT_NO;
			tally_add(tally, code == EXIT_NO ? EXIT_DONE : code);
		}
	line_parts_clear(&parts);
	return code;
}

/* Runs all lines. Returns the first error; with keep_going EXIT_PARTIAL if other lines succeeded; EXIT_NO if an answer was no. */
static enum exit_code
run_stream(struct app *app, const struct settings *set, FILE *in)
{
	struct tally tally = { 0 };
	enum exit_code code = EXIT_DONE;
	bool no = false;
	char *line = NULL;
	size_t capacity = 0;
	ssize_t len = 0;

	while (goes_on(app, set, &tally, code) && (len = read_line(in, &line, &capacity)) >= 0) {
		char *start = line;

		/* A file may begin with a byte order mark. */
		if (app->call.source.line++ == 0 && strncmp(line, "\xef\xbb\xbf", 3) == 0)
			start += 3;
		code = run_line(app, set, start, (size_t)(len - (start - line)), &tally, &no);
	}
	free(line);
	if (set->most_errors > 0 && tally.failed >= set->most_errors)
		app_note(app, "stopped reading \"%s\" in line %u, after %u errors", app->call.source.script, app->call.source.line,
			 set->most_errors);
	if (len < 0 && !feof(in)) { /* also if a line is too long for the memory */
		const char *name = app->call.source.script;
		size_t number = app->call.source.line + 1;
		int why = errno;

		/* The error has no line. */
		app->call.source = (struct source){ 0 };
		app->call.cmd = NULL;
		if (why == EMSGSIZE)
			return app_fail(app, EXIT_USAGE, NULL, "line %zu of \"%s\" is longer than %d bytes", number, name, LINE_LIMIT);
		return app_fail(app, EXIT_ERROR, NULL, "cannot read \"%s\": %s", name, strerror(why));
	}
	if (tally.failed == 0)
		return no ? EXIT_NO : EXIT_DONE;
	return code == EXIT_INTERRUPTED ? code : set->keep_going ? tally_exit(&tally) : tally.first;
}

/* Prints why a script cannot be opened. */
static enum exit_code
fail_open(struct app *app, const char *file, unsigned limit_ms)
{
	struct cmh_error err = CMH_ERROR_INIT;

	if (errno != ETIMEDOUT)
		return app_fail(app, EXIT_ERROR, NULL, "cannot open \"%s\": %s", file, strerror(errno));
	map_file_timed_out(&err, file, limit_ms);
	return app_fail_cmh(app, &err);
}

enum exit_code
script_run(struct app *app, const struct settings *set, const char *file)
{
	bool standard = strcmp(file, "-") == 0;
	FILE *in;
	struct settings lines = *set;
	struct source before = app->call.source;
	enum exit_code code = standard ? EXIT_DONE : restricted_check(app, FORBIDDEN_READ);

	if (code != EXIT_DONE)
		return code;
	in = standard ? stdin : pipe_open_begun(file, settings_limit_ms(set));
	if (in == NULL)
		return fail_open(app, file, settings_limit_ms(set));
	lines.file = NULL; /* the lines inherit the other settings */
	lines.mode = MODE_SCRIPT;
	app->call.source = (struct source){ .script = standard ? "stdin" : file, .standard = standard };
	code = run_stream(app, &lines, in);
	if (standard && code == EXIT_DONE && app->call.source.commands == 0) {
		app->call.cmd = NULL;
		app_note(app, "standard input has no command");
	}
	app->call.source = before;
	if (!standard)
		fclose(in);
	return code;
}
