/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/prompt.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/restrict.h"
#include "base/signals.h"
#include "core/maps.h"
#include "prompt/editor.h"
#include "prompt/greeting.h"
#include "prompt/line.h"
#include "prompt/start.h"
#include "text/charset.h"
#include "text/parts.h"

enum {
	READY_TRIES = 4,
	READY_MS = 50,
	PATIENCE_MS = 100, /* for an answer of corosync: a person waits for Tab */
};

/* ---- hooks of the editor ----------------------------------------------- */

static void
print_events(void *arg, FILE *file)
{
	struct prompt *p = arg;
	struct output out = prompt_output(p);

	out.file = file;
	session_pump(&p->session, &out);
}

static void
pause_watches(void *arg)
{
	session_pause(&((struct prompt *)arg)->session);
}

static void
resume_watches(void *arg)
{
	session_resume(&((struct prompt *)arg)->session);
}

/* Why editor_run() has no text, by its errno. */
static const char *
not_edited(int error)
{
	if (process_is_restricted())
		return "--restricted lets no program start";
	switch (error) {
	case EILSEQ: return "the editor left a byte that is 0";
	case EPERM: return "the editor left no file of this user";
	default: return strerror(error);
	}
}

static char *
edit_line(void *arg, const char *line)
{
	struct prompt *p = arg;
	struct shell_wait meanwhile = prompt_meanwhile(p);
	int status;
	char *text = editor_run(line, &meanwhile, &status);

	if (status > 0)
		app_note(p->app, "the editor \"%s\" ended with status %d", editor_name(), status);
	else if (text == NULL)
		app_note(p->app, "the line was not edited: %s", not_edited(errno));
	(void)prompt_take_signals(p);
	p->interrupt = false; /* it was meant for the editor */
	return text;
}

/* The source of keys for completion. */
struct known {
	struct prompt *p;
	struct cmh_entries view; /* only the array is ours */
};

static const struct cmh_entries *
known_keys(void *arg, const char *map, const char *prefix)
{
	struct known *known = arg;
	struct app *app = known->p->app;
	struct cmh_handle *handle = map != NULL ? cmh_handle_by_name(app->cmh, map) : app->current;
	struct key_index *index = key_index_get(&known->p->session.indexes, handle);

	(void)prefix;
	return index != NULL && key_index_names(index, &known->view) ? &known->view : NULL;
}

/* Reads a value, unless the index says that there is none: the only request of a Tab. */
static bool
known_value(void *arg, const char *map, const char *key, struct cmh_value *out)
{
	struct app *app = ((struct known *)arg)->p->app;
	struct cmh_options *options = cmh_context_options(app->cmh), before = *options;
	struct cmh_handle *handle = map != NULL ? cmh_handle_by_name(app->cmh, map) : app->current;
	const struct key_index *index = handle != NULL ? key_index_find(&app->session->indexes, handle) : NULL;
	bool begins, good = false;

	if (index == NULL || index->lost || index->silent || (cmh_watch_ready(index->watch) && !key_index_has(index, key, &begins)))
		return false;
	options->timeout_ms = PATIENCE_MS;
	options->slow = NULL;
	good = cmh_get(handle, key, out, NULL) == CMH_OK;
	*options = before;
	return good;
}

static bool
complete_line(void *arg, const char *line, struct completion *out)
{
	struct prompt *p = arg;
	struct known known = { .p = p, .view = CMH_ENTRIES_INIT };
	const struct complete_source source = { .keys = known_keys, .value = known_value, .arg = &known };
	const char *command = line_parts_last_command(line), *file = command == NULL ? line_parts_last_file(line) : NULL;
	bool good;

	*out = (struct completion){ .word = NULL };
	if (file != NULL)
		return complete_file(p->app, line, (size_t)(file - line), out);
	if (command == NULL)
		return false; /* the shell reads it */
	good = complete(p->app, command, MODE_PROMPT, &source, out);
	out->at += (size_t)(command - line);
	free(known.view.v);
	return good;
}

static bool
find_hint(void *arg, const char *line, size_t cursor, struct hint *out)
{
	struct prompt *p = arg;

	return p->color && p->session.hints && hint_find(p->app, line, cursor, out);
}

/* ---- the session ------------------------------------------------------- */

/* Reads and runs lines from a terminal without a line editor. */
static void
run_plain(struct prompt *p)
{
	char *line = NULL;
	size_t capacity = 0;

	while (!p->app->quit && !p->leave) {
		struct pollfd in[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = p->signal_fd, .events = POLLIN } };

		fprintf(stderr, "%ls", prompt_current(p));
		while (poll(in, 2, -1) < 0)
			continue;
		if (in[1].revents != 0 && prompt_take_signals(p)) {
			fputc('\n', stderr);
			p->interrupt = false;
			if (p->stop)
				prompt_stop(p);
			continue;
		}
		if (in[0].revents == 0)
			continue;
		if (getline(&line, &capacity, stdin) < 0)
			break;
		print_events(p, stderr);
		line_run(p, line);
	}
	free(line);
}

/* Whether the prompt knows what it shows of a map. */
static bool
is_known(const struct key_index *index)
{
	return index->pid != 0 && (index->summary.watch == NULL || index->summary.known);
}

/* Starts the index of keys, and gives it a moment to connect, so that the first prompt usually shows the state. */
static void
get_ready(struct prompt *p)
{
	struct cmh_handle *map = p->app->current;
	bool begun = key_index_find(&p->session.indexes, map) != NULL;
	struct key_index *index = key_index_get(&p->session.indexes, map);
	struct pollfd events = { .fd = p->session.epoll_fd, .events = POLLIN };

	if (index == NULL || begun || cmh_handle_info(map)->saved)
		return;
	for (int tries = 0; !is_known(index) && tries < READY_TRIES; tries++) {
		(void)poll(&events, 1, READY_MS);
		print_events(p, stdout);
	}
}

static void
run_edited(struct prompt *p)
{
	enum repl_end end = REPL_LINE;

	get_ready(p);
	if (!p->set.quiet && !p->app->quit)
		greeting_print(p->app);
	while (!p->app->quit && !p->leave && end != REPL_END) {
		char *line;

		get_ready(p);
		print_events(p, stdout); /* that came while a program had the terminal */
		line = repl_read(p->repl, &end);
		if (line != NULL)
			line_run(p, line);
		free(line);
	}
}

/* Whether to end what the command waits for. Ends the line in which the terminal shows ^C, as a shell does. */
static bool
cancel_command(void *arg)
{
	struct prompt *p = arg;
	bool before = p->interrupt || p->stop || p->leave, ends = prompt_take_signals(p);

	if (ends && !before)
		fputc('\n', stderr);
	return ends;
}

static bool
set_up(struct prompt *p)
{
	struct cmh_options *options = cmh_context_options(p->app->cmh);
	struct cmh_error err = CMH_ERROR_INIT;

	if (!session_begin(&p->session, p->app))
		return false;
	if (!session_ask_nodes(p->app, p->set.nodes)) {
		session_end(&p->session, p->app);
		return false;
	}
	p->set.nodes = NULL; /* not of its changes */
	options->cancel_fd = p->signal_fd;
	options->cancel = cancel_command;
	options->arg = p;
	options->timeout_ms = p->set.timeout_ms;
	/* Start even if the map cannot be opened: people use the prompt to find out why. */
	if (maps_open(p->app, p->set.map != NULL ? p->set.map : "live", NULL, &err) == NULL)
		app_fail_cmh(p->app, &err);
	p->set.map = NULL;
	return true;
}

enum exit_code
prompt_run(struct app *app, const struct settings *set)
{
	struct prompt p = { .app = app, .set = *set, .signal_fd = signals_open() };
	struct repl_hooks hooks = {
		.prompt = prompt_current, .events = print_events, .complete = complete_line, .hint = find_hint, .edit = edit_line,
		.pause = pause_watches, .resume = resume_watches, .signal_fd = p.signal_fd,
	};
	const char *missing = NULL;

	charset_load();
	/* In the locales C and POSIX, libedit drops characters outside ASCII, but terminals send UTF-8 there, too. */
	if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	p.set.mode = MODE_PROMPT;
	p.color = hooks.color = app_wants_color(set->color);
	if (p.signal_fd < 0 || !set_up(&p))
		return app_no_memory(app);
	start_read(&p);
	hooks.history = &p.session.history;
	hooks.event_fd = p.session.epoll_fd;
	p.repl = isatty(STDOUT_FILENO) ? repl_new(&hooks, &p, &missing) : NULL;
	if (p.repl != NULL && repl_is_dumb(p.repl) && p.set.color == COLOR_AUTO)
		p.set.color = COLOR_NEVER;
	if (missing != NULL)
		app_warn(app, NULL, "lines cannot be edited: %s", missing);
	if (p.repl != NULL)
		run_edited(&p);
	else
		run_plain(&p);
	repl_free(p.repl);
	session_end(&p.session, app);
	free(p.text);
	close(p.signal_fd);
	return EXIT_DONE;
}
