/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/repeat.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/signals.h"
#include "clock.h"
#include "core/run.h"
#include "session/session.h"
#include "str.h"
#include "task/refresh.h"
#include "text/screen.h"
#include "text/time.h"

/* Another screen than that with the lines before, and back, where all rows scroll again. */
#define OTHER_SCREEN "\033[?1049h"
#define FIRST_SCREEN "\033[r\033[?1049l"
#define MARK "\033[7m"
#define PLAIN "\033[0m"

enum { NOTE_ROWS = 2 };

struct repeat {
	struct app *app;
	const struct settings *set;
	unsigned ms;
	int n;
	char **words;
	bool in_place;
	int signal_fd;
	bool own_signals; /* signal_fd belongs to this run, not to the prompt */
	bool ended;       /* by a signal */
	char *shown;      /* the last output; NULL: none */
};

/* ---- signals ------------------------------------------------------------- */

static void
put(const char *text)
{
	fputs(text, stdout);
	fflush(stdout);
}

/* Gives the terminal back while the process is stopped. */
static void
stop(struct repeat *r)
{
	put(FIRST_SCREEN);
	r->ended |= !signals_stop_process();
	put(OTHER_SCREEN);
}

/* Handles the signals that have come: a callback of the library, too. True: end. */
static bool
take_signals(void *arg)
{
	struct repeat *r = arg;

	for (int signo; (signo = signals_next(r->signal_fd)) != 0;) {
		if (signo == SIGTSTP)
			stop(r);
		else if (signo != SIGCONT && signo != SIGWINCH) {
			r->app->signal = signo;
			r->ended = true;
		}
	}
	return r->ended;
}

/* Waits for the next time. False: a signal has ended it. */
static bool
wait_until(struct repeat *r, int64_t when)
{
	const struct cmh_options *options = cmh_context_options(r->app->cmh);
	struct session *session = r->set->mode == MODE_PROMPT ? r->app->session : NULL;
	struct pollfd p[] = { { .fd = r->signal_fd, .events = POLLIN },
			      { .fd = session != NULL ? session->epoll_fd : -1, .events = POLLIN } };

	for (int64_t left; !r->ended && (left = when - clock_ms()) > 0;) {
		if (poll(p, 2, (int)left) <= 0)
			continue;
		if (p[0].revents != 0)
			r->ended |= options->cancel(options->arg);
		if (p[1].revents != 0 && !session_hold(session, &r->app->render))
			p[1].fd = -1;
	}
	return !r->ended;
}

/* ---- in place ------------------------------------------------------------ */

static bool
is_middle(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Prints a line without colors, with a mark on what is not as in the line before. */
static void
mark_line(FILE *out, const char *line, size_t len, const char *before, size_t before_len)
{
	size_t start = 0, end = 0, shorter = len < before_len ? len : before_len;

	while (start < shorter && line[start] == before[start])
		start++;
	while (start > 0 && start < len && is_middle(line[start]))
		start--;
	while (end < shorter - start && line[len - end - 1] == before[before_len - end - 1])
		end++;
	while (end > 0 && is_middle(line[len - end]))
		end--;
	fprintf(out, "%.*s" MARK "%.*s" PLAIN "%.*s\n", (int)start, line, (int)(len - start - end), line + start, (int)end,
		line + len - end);
}

/* Copies a line without its colors. The caller frees it. NULL: out of memory. */
static char *
without_colors(const char *line, size_t len)
{
	char *plain = malloc(len + 1), *to = plain;

	for (const char *from = line; plain != NULL && from < line + len; from++)
		if (*from != '\033')
			*to++ = *from;
		else
			from += strcspn(from, "m\n");
	if (plain != NULL)
		*to = '\0';
	return plain;
}

/* Prints a line with its colors if it is as before, else without them and with marks. */
static void
put_line(FILE *out, const char *line, size_t len, const char *before, size_t before_len)
{
	char *now = without_colors(line, len), *old = without_colors(before, before_len);

	if (now == NULL || old == NULL || strcmp(now, old) == 0)
		fprintf(out, "%.*s\n", (int)len, line);
	else
		mark_line(out, now, strlen(now), old, strlen(old));
	free(now);
	free(old);
}

/* Prints an output, with marks on what has changed. */
static void
put_lines(FILE *out, const char *now, const char *before)
{
	while (*now != '\0') {
		size_t len = strcspn(now, "\n"), before_len = before != NULL ? strcspn(before, "\n") : 0;

		put_line(out, now, len, before != NULL ? before : now, before != NULL ? before_len : len);
		now += len + (now[len] == '\n');
		if (before != NULL)
			before += before_len + (before[before_len] == '\n');
	}
}

/* Keeps two rows at the bottom for notes, such as that corosync does not answer: only these rows scroll. */
static void
keep_rows_for_notes(void)
{
	int rows, columns;

	if (screen_size(STDOUT_FILENO, &rows, &columns) && rows > NOTE_ROWS)
		printf("\033[%d;%dr\033[%d;1H", rows - 1, rows, rows - 1);
}

/* Draws an output below a line that says what is repeated. Takes the output. False: out of memory. */
static bool
draw(struct repeat *r, char *now)
{
	struct output out = output_to(stdout);
	struct str_stream screen;
	struct timespec when;
	char *text = NULL, *time;

	if (str_open(&screen)) {
		clock_gettime(CLOCK_REALTIME, &when);
		time = time_of_day(&when);
		fprintf(screen.out, "every %g s:", r->ms / 1000.0);
		for (int i = 0; i < r->n; i++)
			fprintf(screen.out, " %s", r->words[i]);
		fprintf(screen.out, "   %.8s   Ctrl-C ends\n\n", time != NULL ? time : "");
		free(time);
		put_lines(screen.out, now, r->shown);
		text = str_close(&screen);
	}
	if (text != NULL)
		refresh_draw(&out, text, NOTE_ROWS);
	keep_rows_for_notes();
	fflush(stdout);
	free(text);
	free(r->shown);
	r->shown = now;
	return text != NULL;
}

/* Runs the command once, and returns its output and errors. The caller frees it; NULL: out of memory. */
static char *
collect(struct repeat *r, enum exit_code *code)
{
	struct app *app = r->app;
	struct str_stream out;

	if (!str_open(&out))
		return NULL;
	app->render.columns = output_to(stdout).columns; /* it may have been resized */
	app->render.file = app->io.err = out.out;
	*code = run_words(app, r->set, r->n, r->words);
	app->render.file = stdout;
	app->io.err = stderr;
	return str_close(&out);
}

/* ---- again and again -------------------------------------------------------- */

/* Runs the command and shows its output. EXIT_USAGE: it makes no sense to go on. */
static enum exit_code
run_once(struct repeat *r)
{
	enum exit_code code;
	char *text;

	if (!r->in_place)
		return run_words(r->app, r->set, r->n, r->words);
	text = collect(r, &code);
	if (text == NULL)
		return app_no_memory(r->app);
	if (code == EXIT_USAGE) {
		put(FIRST_SCREEN);
		fputs(text, stderr);
		free(text);
		return code;
	}
	return draw(r, text) ? code : app_no_memory(r->app);
}

static enum exit_code
run_until_end(struct repeat *r)
{
	enum exit_code code = EXIT_DONE;
	int64_t when = clock_ms();

	if (r->in_place)
		put(OTHER_SCREEN);
	do {
		when += r->ms;
		code = run_once(r);
	} while (code != EXIT_USAGE && code != EXIT_INTERRUPTED && wait_until(r, when));
	if (r->in_place && code != EXIT_USAGE) /* else it is there already, with the error below the line */
		put(FIRST_SCREEN);
	return code == EXIT_USAGE ? code : EXIT_INTERRUPTED;
}

enum exit_code
repeat_run(struct app *app, const struct settings *set, unsigned ms, int n, char **words)
{
	struct cmh_options *options = cmh_context_options(app->cmh), before = *options;
	struct repeat r = { .app = app, .set = set, .ms = ms, .n = n, .words = words, .own_signals = before.cancel_fd < 0 };
	FILE *out = app->render.file, *err = app->io.err;
	struct call call = app->call;
	enum exit_code code;

	r.in_place = isatty(STDOUT_FILENO) && !screen_is_dumb() && !set->quiet;
	r.own_signals &= r.in_place; /* else nothing is to be restored, and signals end the process */
	r.signal_fd = r.own_signals ? signals_open() : before.cancel_fd;
	if (r.own_signals && r.signal_fd < 0)
		return app_no_memory(app);
	if (r.own_signals) {
		options->cancel_fd = r.signal_fd;
		options->cancel = take_signals;
		options->arg = &r;
	}
	app->render.file = stdout; /* at once, not when it ends */
	app->io.err = stderr;
	app->io.line = NULL; /* no caret below the line that was typed: it is not on this screen */
	code = run_until_end(&r);
	app->render.file = out;
	app->io.err = err;
	app->call = call;
	if (r.own_signals) {
		options->cancel_fd = before.cancel_fd;
		options->cancel = before.cancel;
		options->arg = before.arg;
		signals_close(r.signal_fd);
	}
	free(r.shown);
	return code;
}
