/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "keydoc.h"
#include "pager.h"
#include "repl.h"
#include "screen.h"
#include "script.h"
#include "session.h"
#include "signals.h"

/* Escape sequences, marked for the editor as taking no room. */
#define BOLD "\1\033[1m\1"
#define RED "\1\033[31m\1"
#define PLAIN "\1\033[0m\1"

enum { READY_TRIES = 4, READY_MS = 50 };

struct prompt {
	struct app *app;
	struct settings set;
	struct session session;
	struct repl *repl; /* NULL: no terminal that can be edited on */
	int signal_fd;
	bool leave; /* a signal asks for it */
	bool color;
	wchar_t *text;
	char node[65];
};

/* ---- the prompt itself ------------------------------------------------- */

/* A mark behind the path: "[" or ", " in front of it. Returns what goes in front of the next. */
static const char *
put_mark(FILE *out, const char *before, const char *color, const char *mark)
{
	fprintf(out, "%s%s%s%s", before, color, mark, color[0] != '\0' ? PLAIN : "");
	return ", ";
}

static void
put_marks(FILE *out, const struct prompt *p, bool connected, bool color)
{
	const struct index *index = session_known_index(&p->session, cmh_current(p->app->cmh));
	const char *before = " [", *red = color ? RED : "";
	unsigned watches = 0;
	char count[32];

	for (const struct background *b = p->session.watches; b != NULL; b = b->next)
		watches++;
	snprintf(count, sizeof(count), "%u %s", watches, watches == 1 ? "watch" : "watches");
	if (p->set.read_only)
		before = put_mark(out, before, "", "read-only");
	if (watches > 0)
		before = put_mark(out, before, "", count);
	if (index != NULL && index->pid == 0 && !connected)
		before = put_mark(out, before, red, "not connected");
	else if (index != NULL && index->lost)
		before = put_mark(out, before, red, "disconnected");
	if (before[0] == ',')
		putc(']', out);
}

/* "cmapsh NODE live:totem> " with marks. ASCII alone: libedit 3.1 dies of others in some locales. */
static const wchar_t *
make_prompt(void *arg)
{
	struct prompt *p = arg;
	struct cmh_handle *map = cmh_current(p->app->cmh);
	struct cmh_handle_info info = { .name = "no map" };
	bool color = p->color && p->repl != NULL && !repl_is_dumb(p->repl);
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (map != NULL)
		cmh_handle_info(map, &info);
	if (out != NULL) {
		fprintf(out, "cmapsh %s %s%s%s%s%s", p->node, color ? BOLD : "", info.name,
			p->session.path[0] != '\0' ? ":" : "", p->session.path, color ? PLAIN : "");
		put_marks(out, p, info.connected, color);
		fputs("> ", out);
		fclose(out);
	}
	free(p->text);
	p->text = text != NULL ? calloc(len + 1, sizeof(*p->text)) : NULL;
	for (size_t i = 0; p->text != NULL && i < len; i++)
		p->text[i] = (unsigned char)text[i];
	free(text);
	return p->text != NULL ? p->text : L"cmapsh> ";
}

/* ---- hooks of the editor ----------------------------------------------- */

static void
print_events(void *arg, FILE *out)
{
	struct prompt *p = arg;
	struct render r = p->app->render;

	r.out = out;
	r.quiet = false;
	session_pump(&p->session, &r);
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

/* What the index knows of both maps, in one list. */
struct known {
	struct prompt *p;
	struct cmh_entries all;
};

static const struct cmh_entries *
known_keys(void *source, const char *prefix)
{
	struct known *known = source;
	struct index *index = session_index(&known->p->session, cmh_current(known->p->app->cmh));
	const struct cmh_entries *icmap, *stats;

	(void)prefix;
	if (index == NULL)
		return NULL;
	icmap = cmh_watch_keys(index->watch, CMH_ICMAP);
	stats = cmh_watch_keys(index->watch, CMH_STATS);
	known->all.v = calloc(icmap->n + stats->n + 1, sizeof(*known->all.v));
	if (known->all.v == NULL)
		return NULL;
	/* A view: the names still belong to the index. Keys of stats come where they belong by name. */
	for (size_t i = 0, j = 0; i < icmap->n || j < stats->n;) {
		bool first = j == stats->n || (i < icmap->n && cmh_name_cmp(icmap->v[i].key, stats->v[j].key) < 0);

		known->all.v[known->all.n++] = first ? icmap->v[i++] : stats->v[j++];
	}
	return &known->all;
}

static bool
complete_line(void *arg, const char *line, struct completion *out)
{
	struct prompt *p = arg;
	struct known known = { .p = p, .all = CMH_ENTRIES_INIT };
	bool good;

	p->app->session = &p->session;
	good = complete(p->app, line, MODE_PROMPT, known_keys, &known, out);
	free(known.all.v);
	return good;
}

/* ---- signals while a command runs -------------------------------------- */

/* Ctrl-Z stops the process between two answers; the rest ends the command. */
static bool
wants_out(void *arg)
{
	struct prompt *p = arg;

	for (int signo; (signo = signals_next(p->signal_fd)) != 0;) {
		if (signo == SIGTSTP) {
			session_pause(&p->session);
			signals_stop(p->signal_fd);
			session_resume(&p->session);
		}
		p->leave |= signo == SIGTERM || signo == SIGHUP;
		if (signo == SIGINT || p->leave)
			return true;
	}
	return false;
}

/* ---- one line ---------------------------------------------------------- */

static bool
names_secret(const struct prompt *p, const struct words *words)
{
	bool secret = false;

	for (size_t i = 1; i < words->n && !secret; i++) {
		char *name = session_resolve(&p->session, words->v[i]);

		secret = name == NULL || keydoc_is_secret(name);
		free(name);
	}
	return secret;
}

static void
remember(struct prompt *p, const char *line, const struct words *words)
{
	if (history_add(&p->session.history, line, names_secret(p, words)) && p->repl != NULL)
		repl_remember(p->repl, line);
}

/* corosync may have been restarted under us: said once. `map` was in use before the command, and may be closed now. */
static void
note_restart(struct prompt *p, const struct cmh_handle *map, const struct cmh_handle_info *before)
{
	struct cmh_handle_info now;

	if (map == NULL || map != cmh_current(p->app->cmh) || before->pid == 0)
		return;
	cmh_handle_info(map, &now);
	if (now.reopened == before->reopened || !now.connected)
		return;
	if (now.pid != before->pid)
		app_note(p->app, "reconnected: corosync was restarted (pid %ld, before %ld)", (long)now.pid, (long)before->pid);
	else
		app_note(p->app, "reconnected to corosync (pid %ld)", (long)now.pid);
}

/* Without a window, everything fits. */
static struct winsize
window_size(void)
{
	struct winsize size;
	bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;

	if (!known || size.ws_row == 0)
		size.ws_row = USHRT_MAX;
	if (!known || size.ws_col == 0)
		size.ws_col = USHRT_MAX;
	return size;
}

/* Shows what a command printed: all of it, in the pager when it is long. */
static void
show_output(struct prompt *p, const char *text, size_t len)
{
	bool paged = isatty(STDOUT_FILENO);
	struct winsize size = window_size();

	if (!pager_show(stdout, text, len, paged ? size.ws_row : INT_MAX, size.ws_col)) {
		fprintf(stderr, "cmapsh: cannot write the output: %s\n", strerror(errno));
		clearerr(stdout);
	}
	while (p->repl != NULL && !p->leave && wants_out(p))
		continue; /* Ctrl-C was meant for the pager */
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
		cmh_handle_info(map, &before);
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

	app->caret = screen_prompt_width(make_prompt(p));
	app->line = alone && app->caret + screen_width(line) < (size_t)window_size().ws_col ? line : NULL;
	if (words_split(line, &words)) {
		remember(p, line, &words);
		if (words.n > 0)
			run_words(p, &words);
	} else {
		struct words at = { .v = (char *[]){ NULL }, .at = &words.error_at, .n = 1 };

		remember(p, line, &words);
		app->cmd = NULL;
		app->blame = line;
		app->source.words = &at;
		app_fail(app, EXIT_USAGE, NULL, "%s", words.error);
		app->source.words = NULL;
	}
	words_clear(&words);
	app->line = NULL;
}

/* What was typed or pasted: one line, or several. */
static void
run_text(struct prompt *p, char *text)
{
	bool alone = strchr(text, '\n') == NULL;

	for (char *line = text, *next; line != NULL && !p->session.quit && !p->leave; line = next) {
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		while (wants_out(p))
			if (p->leave)
				return;
		run_line(p, line, alone);
	}
}

/* ---- the session ------------------------------------------------------- */

/* $XDG_CONFIG_HOME/cmapsh/rc, or ~/.config/cmapsh/rc. */
static void
run_start_file(struct prompt *p)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	bool own = config != NULL && config[0] == '/';
	char *file = NULL;

	if (p->set.no_rc || (!own && home == NULL))
		return;
	if (asprintf(&file, "%s%s/cmapsh/rc", own ? config : home, own ? "" : "/.config") < 0)
		return;
	if (access(file, F_OK) == 0)
		script_run(p->app, &p->set, file);
	free(file);
}

/* Lines from a terminal on which nothing can be edited. */
static void
run_plain(struct prompt *p)
{
	char *line = NULL;
	size_t room = 0;

	while (!p->session.quit) {
		fprintf(stderr, "%ls", make_prompt(p));
		if (getline(&line, &room, stdin) < 0)
			break;
		print_events(p, stderr);
		run_text(p, line);
	}
	free(line);
}

/* Begins to collect the names of keys. Waits a moment for the connection: mostly, it is there with the first prompt. */
static void
get_ready(struct prompt *p)
{
	struct cmh_handle *map = cmh_current(p->app->cmh);
	bool begun = session_known_index(&p->session, map) != NULL;
	struct index *index = session_index(&p->session, map);
	struct pollfd events = { .fd = p->session.epoll_fd, .events = POLLIN };

	for (int tries = 0; index != NULL && !begun && index->pid == 0 && tries < READY_TRIES; tries++) {
		(void)poll(&events, 1, READY_MS);
		print_events(p, stdout);
	}
}

static void
run_edited(struct prompt *p)
{
	enum repl_end end = REPL_LINE;

	while (!p->session.quit && !p->leave && end != REPL_END) {
		char *line;

		get_ready(p);
		line = repl_read(p->repl, &end);
		if (line != NULL)
			run_text(p, line);
		free(line);
	}
}

static bool
set_up(struct prompt *p)
{
	struct cmh_options *options = cmh_options(p->app->cmh);
	struct cmh_error err = CMH_ERROR_INIT;
	struct utsname node;

	if (!session_init(&p->session))
		return false;
	p->app->session = &p->session;
	snprintf(p->node, sizeof(p->node), "%s", uname(&node) == 0 ? node.nodename : "?");
	p->node[strcspn(p->node, ".")] = '\0';
	options->cancel_fd = p->signal_fd;
	options->cancel = wants_out;
	options->arg = p;
	options->timeout_ms = p->set.timeout_ms;
	/* A map that cannot be opened now is no reason not to start: the prompt is where one finds out why. */
	if (cmh_open(p->app->cmh, p->set.map != NULL ? p->set.map : "live", NULL, &err) == NULL)
		app_fail_cmh(p->app, &err);
	p->set.map = NULL;
	return true;
}

enum exit_code
prompt_run(struct app *app, const struct settings *set)
{
	struct prompt p = { .app = app, .set = *set, .signal_fd = signals_open() };
	struct repl_hooks hooks = {
		.prompt = make_prompt, .events = print_events, .complete = complete_line,
		.pause = pause_watches, .resume = resume_watches, .signal_fd = p.signal_fd,
	};

	/* The editor drops what is not ASCII in the locales C and POSIX, and terminals of today speak UTF-8 there, too. */
	if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	p.set.mode = MODE_PROMPT;
	p.color = app_wants_color(set->color);
	if (p.signal_fd < 0 || !set_up(&p))
		return app_no_memory(app);
	history_load(&p.session.history);
	run_start_file(&p);
	hooks.history = &p.session.history;
	hooks.event_fd = p.session.epoll_fd;
	p.repl = isatty(STDOUT_FILENO) ? repl_new(&hooks, &p) : NULL;
	if (p.repl != NULL)
		run_edited(&p);
	else
		run_plain(&p);
	repl_free(p.repl);
	app->session = NULL;
	session_clear(&p.session);
	free(p.text);
	close(p.signal_fd);
	return EXIT_DONE;
}
