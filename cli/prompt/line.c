/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of the prompt: remembered, run, its output shown. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "know/keydoc.h"
#include "prompt/internal.h"
#include "prompt/pager.h"
#include "task/condition.h"
#include "text/screen.h"

/* Whether a word is the name of a secret, or a condition on one, also as the argument of an option. */
static bool
is_secret_word(const struct prompt *p, const char *word)
{
	const char *argument = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL, *start = argument != NULL ? argument + 1 : word;
	char *typed, *name;
	bool secret;

	start += start[0] == '!';
	typed = strndup(start, condition_name_length(start));
	name = typed != NULL ? session_resolve(&p->session, typed) : NULL;
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

static void
remember(struct prompt *p, const char *line, const struct words *words)
{
	if (history_add(&p->session.history, line, names_secret(p, words) || (words->error != NULL && cmh_text_names_secret(line))) && p->repl != NULL)
		repl_remember(p->repl, line);
}

/* corosync may have been restarted under us: said once. `map` was in use before the command, and may be closed now. */
static void
note_restart(struct prompt *p, struct cmh_handle *map, const struct cmh_handle_info *before)
{
	struct cmh_handle_info now;

	if (map == NULL || map != cmh_current(p->app->cmh) || before->pid == 0)
		return;
	now = *cmh_handle_info(map);
	if (now.reopened == before->reopened || !now.connected)
		return;
	if (session_known_index(&p->session, map) != NULL)
		return; /* it tells when corosync goes and comes */
	if (now.pid != before->pid)
		app_note(p->app, "reconnected: corosync was restarted (pid %ld, before %ld)", (long)now.pid, (long)before->pid);
	else
		app_note(p->app, "reconnected to corosync (pid %ld)", (long)now.pid);
}

/* Shows what a command printed: all of it, in the pager when it is long. */
static void
show_output(struct prompt *p, const char *text, size_t len)
{
	int rows, columns;

	if (!screen_size(STDOUT_FILENO, &rows, &columns))
		rows = INT_MAX; /* nobody looks at a screen */
	if (!pager_show(stdout, text, len, rows, columns, prompt_stop, p)) {
		fprintf(stderr, "cmapsh: cannot write the output: %s\n", strerror(errno));
		clearerr(stdout);
	}
	(void)prompt_wants_out(p); /* Ctrl-C was meant for the pager */
	if (p->stop)
		prompt_stop(p);
}

static void
run_words(struct prompt *p, const struct words *words)
{
	struct app *app = p->app;
	struct cmh_handle *map = cmh_current(app->cmh);
	struct cmh_handle_info before = { 0 };
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (out == NULL) {
		app_no_memory(app);
		return;
	}
	if (map != NULL)
		before = *cmh_handle_info(map);
	app->render.columns = render_to(stdout).columns; /* it may have been resized */
	app->render.out = app->err = out;
	app->source = (struct source){ .words = words };
	app_run(app, &p->set, (int)words->n, words->v);
	note_restart(p, map, &before);
	app->source = (struct source){ 0 };
	app->render.out = stdout;
	app->err = stderr;
	if (fclose(out) == 0)
		show_output(p, text, len);
	else
		app_no_memory(app);
	free(text);
}

/* `alone`: what is printed comes right below the line. */
static void
run_line(struct prompt *p, const char *line, bool alone)
{
	struct app *app = p->app;
	struct words words;
	int rows, columns;

	screen_size(STDIN_FILENO, &rows, &columns);
	app->caret = screen_prompt_width(prompt_now(p));
	app->line = alone && app->caret + screen_width(line) < (size_t)columns ? line : NULL;
	if (words_split(line, &words)) {
		remember(p, line, &words);
		if (words.n > 0)
			run_words(p, &words);
	} else {
		struct words at = { .v = (char *[]){ NULL }, .at = &words.error_at, .n = 1 };

		remember(p, line, &words);
		app->cmd = NULL;
		app->set.format = p->set.format;
		app->blame = line;
		app->source.words = &at;
		app_fail(app, EXIT_USAGE, NULL, "%s", words.error);
		app->source.words = NULL;
	}
	words_clear(&words);
	app->line = NULL;
}

/* What was typed or pasted: one line, or several. */
void
prompt_run_text(struct prompt *p, char *text)
{
	bool alone = strchr(text, '\n') == NULL;

	for (char *line = text, *next; line != NULL && !p->session.quit && !p->leave; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		while (prompt_wants_out(p))
			if (p->leave)
				return;
		run_line(p, line, alone);
	}
}
