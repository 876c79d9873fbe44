/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/line.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/cmd.h"
#include "core/part_run.h"
#include "core/run.h"
#include "prompt/pager.h"
#include "str.h"
#include "task/condition.h"
#include "text/key_path.h"
#include "text/screen.h"

/* Whether a word, or the argument of an option in it, is a secret key or a condition on one. */
static bool
is_secret_word(const struct prompt *p, const char *word)
{
	const char *argument = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL, *start = argument != NULL ? argument + 1 : word;
	char *typed, *name;
	bool secret;

	start += start[0] == '!';
	typed = str_copy_n(start, condition_name_length(start));
	name = typed != NULL ? key_path_resolve(p->app->here, typed) : NULL;
	secret = name == NULL || cmh_key_is_secret(name);
	free(typed);
	free(name);
	return secret;
}

static bool
names_secret(const struct prompt *p, const struct words *words)
{
	for (size_t i = 1; i < words->n; i++)
		if (is_secret_word(p, words->v[i]))
			return true;
	return false;
}

/* Prints that a command has reconnected to corosync. `map` was in use before the command, and may be closed now. */
static void
note_restart(struct prompt *p, struct cmh_handle *map, const struct cmh_handle_info *before)
{
	struct cmh_handle_info now;

	if (map == NULL || map != p->app->current || before->pid == 0)
		return;
	now = *cmh_handle_info(map);
	if (now.reopened == before->reopened || !now.connected)
		return;
	if (key_index_find(&p->session.indexes, map) != NULL)
		return; /* the index prints it */
	if (now.pid != before->pid)
		app_note_tty(p->app, "reconnected to corosync, restarted as pid %ld (was %ld)", (long)now.pid,
			 (long)before->pid);
	else
		app_note_tty(p->app, "reconnected to corosync (pid %ld)", (long)now.pid);
}

/* Shows the output of a command; in the pager, if it is long. */
static void
show_output(struct prompt *p, const char *text, size_t len)
{
	const struct cmd *cmd = p->app->call.cmd;
	bool at_end = cmd != NULL && (cmd->flags & CMD_AT_END) != 0;
	struct shell_wait meanwhile = prompt_meanwhile(p);
	int rows, columns, status;

	if (!screen_size(STDOUT_FILENO, &rows, &columns))
		rows = INT_MAX; /* not a screen: no pager */
	if (!pager_show(stdout, text, len, (struct pager_screen){ rows, columns, at_end }, &meanwhile, &status)) {
		fprintf(stderr, "cmapsh: cannot write the output: %s\n", strerror(errno));
		clearerr(stdout);
	}
	if (status > 0)
		app_note(p->app, "the pager \"%s\" ended with status %d", pager_name(), status);
	(void)prompt_take_signals(p);
	p->interrupt = false; /* it was meant for the pager */
	if (p->stop)
		prompt_stop(p);
}

/* Runs a command whose output is shown. */
static void
run_shown(struct prompt *p, const struct words *words)
{
	struct app *app = p->app;
	struct str_stream out;
	char *text;

	if (!str_open(&out)) {
		app_no_memory(app);
		return;
	}
	app->render.columns = output_to(stdout).columns; /* it may have been resized */
	app->render.file = app->io.err = out.out;
	run_words(app, &p->set, (int)words->n, words->v);
	app->render.file = stdout;
	app->io.err = stderr;
	if ((text = str_close(&out)) != NULL)
		show_output(p, text, out.len);
	else
		app_no_memory(app);
	free(text);
}

/* Runs a program, or a command whose output goes to a program or a file. */
static void
run_elsewhere(struct prompt *p, const struct part *part, const struct words *words)
{
	struct shell_wait meanwhile = prompt_meanwhile(p);
	enum exit_code code = part_run(p->app, &p->set, part, words, &meanwhile);

	(void)prompt_take_signals(p);
	p->interrupt = code == EXIT_INTERRUPTED; /* else it was meant for the program, which goes on with it */
}

static void
run_part(struct prompt *p, const struct part *part, const struct words *words)
{
	struct app *app = p->app;
	struct cmh_handle *map = app->current;
	struct cmh_handle_info before = { 0 };

	if (map != NULL)
		before = *cmh_handle_info(map);
	app->call.source = (struct source){ .words = words };
	if (part->to == PART_SHOWN && !part->program)
		run_shown(p, words);
	else
		run_elsewhere(p, part, words);
	note_restart(p, map, &before);
	app->call.source = (struct source){ 0 };
}

/* Prints an error in the syntax of the line. */
static void
fail_syntax(struct prompt *p, const char *line, const char *error, size_t error_at, const char *hint)
{
	struct app *app = p->app;
	struct words at = { .v = (char *[]){ NULL }, .at = &error_at, .end = &error_at, .n = 1 };

	app->call.cmd = NULL;
	app->call.set.format = p->set.format;
	app->call.source.words = &at;
	app_fail_at(app, where_word(line), EXIT_USAGE, hint, "%s", error);
	app->call.source.words = NULL;
}

/* A line that was typed: its commands, and their words. */
struct typed {
	struct parts parts;
	struct words *words; /* of each part; of a program none */
	bool good;
	const char *error;   /* the first, if not good */
	size_t error_at;
};

static struct typed
split(const char *line)
{
	struct typed t = { .words = NULL };

	t.good = line_parts_split(line, &t.parts);
	t.error = t.parts.error;
	t.error_at = t.parts.error_at;
	t.words = calloc(t.parts.n + 1, sizeof(*t.words));
	if (t.words == NULL) {
		t.good = false;
		t.error = "out of memory";
	}
	for (size_t i = 0; i < t.parts.n && t.words != NULL; i++) {
		const struct part *part = &t.parts.v[i];

		if (part->program || words_split(part->text, &t.words[i])) {
			words_move(&t.words[i], part->at);
			continue;
		}
		t.error = t.good ? t.words[i].error : t.error;
		t.error_at = t.good ? part->at + t.words[i].error_at : t.error_at;
		t.good = false;
	}
	return t;
}

static void
typed_clear(struct typed *t)
{
	for (size_t i = 0; i < t->parts.n && t->words != NULL; i++)
		words_clear(&t->words[i]);
	free(t->words);
	line_parts_clear(&t->parts);
}

/* Adds a line to the history, unless it names a secret. */
static void
add_to_history(struct prompt *p, const char *line, const struct typed *typed)
{
	bool secret = !typed->good && cmh_text_names_secret(line);

	for (size_t i = 0; i < typed->parts.n && typed->words != NULL; i++)
		secret |= names_secret(p, &typed->words[i]);
	if (history_add(&p->session.history, line, secret) && p->repl != NULL)
		repl_add_history(p->repl, line);
}

/* Runs one line. `only`: no other line was pasted with it, so that a caret below can point at its words. */
static void
run_line(struct prompt *p, const char *line, bool only)
{
	struct app *app = p->app;
	struct typed typed = split(line);
	int rows, columns;

	screen_size(STDIN_FILENO, &rows, &columns);
	app->io.caret = screen_prompt_width(prompt_current(p));
	app->io.line = only && app->io.caret + screen_width(line) < (size_t)columns ? line : NULL;
	add_to_history(p, line, &typed);
	if (!typed.good)
		fail_syntax(p, line, typed.error, typed.error_at, typed.parts.hint);
	for (size_t i = 0; typed.good && i < typed.parts.n && !app->quit && !p->leave && !p->interrupt; i++) {
		if (!alias_expand(&app->aliases, &typed.words[i])) {
			app_no_memory(app);
			break;
		}
		run_part(p, &typed.parts.v[i], &typed.words[i]);
		app->io.line = NULL; /* something was printed below it */
	}
	typed_clear(&typed);
	app->io.line = NULL;
}

void
line_run(struct prompt *p, char *text)
{
	bool only = strchr(text, '\n') == NULL;

	for (char *line = text, *next; line != NULL && !p->app->quit && !p->leave; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		(void)prompt_take_signals(p);
		if (p->leave)
			return;
		p->interrupt = false;
		run_line(p, line, only);
	}
}
