/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A task in the foreground. What it prints is shown as it comes, and is written
 * so that a reader who does not read cannot keep a signal from being heard.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/signals.h"
#include "clock.h"
#include "session/foreground.h"
#include "session/session.h"
#include "str.h"

struct run {
	struct app *app;
	struct task *task;
	int out_fd;
	int signal_fd;
	bool own_signals; /* not the prompt's */
	bool interrupted; /* by one */
	int64_t deadline; /* then: for what is still to be shown */
};

enum { LAST_WORDS_MS = 1000 }; /* for a reader who is slow or does not read, after Ctrl-C */

/* ---- signals ----------------------------------------------------------- */

static void
interrupt(struct run *run)
{
	if (!run->interrupted)
		run->deadline = clock_ms() + LAST_WORDS_MS;
	run->interrupted = true;
	if (!run->own_signals && run->app->io.tty && !run->task->ended)
		fputc('\n', stderr); /* the terminal shows ^C; a shell would do the same */
	task_end(run->task, EXIT_INTERRUPTED, "interrupted", NULL, NULL);
}

/* The shell, or a background task, has printed. */
static void
disturb(struct run *run)
{
	if (run->task->ops->on_other_output != NULL)
		run->task->ops->on_other_output(run->task);
}

/* Ctrl-Z: corosync must not collect events for a process that does not run. */
static void
stop(struct run *run)
{
	cmh_watch_pause(run->task->watch);
	if (!signals_stop_process())
		interrupt(run);
	disturb(run);
	cmh_watch_resume(run->task->watch);
}

static void
take_signals(struct run *run)
{
	const struct cmh_options *options = cmh_context_options(run->app->cmh);

	if (!run->own_signals && (options->cancel == NULL || options->cancel(options->arg)))
		interrupt(run);
	for (int signo; run->own_signals && (signo = signals_next(run->signal_fd)) != 0;)
		if (signo == SIGTSTP)
			stop(run);
		else if (signo != SIGCONT && signo != SIGWINCH) {
			run->app->signal = signo;
			interrupt(run);
		}
}

/* ---- output ------------------------------------------------------------ */

/*
 * Standard output, where it can be so without waiting in write(2): a terminal
 * says that there is room for more, not for how much, and another one may fill
 * a pipe. It is opened once more, for the flag is shared by all who have it.
 */
static int
open_out(void)
{
	struct stat out;
	int fd = -1;

	if (isatty(STDOUT_FILENO) || (fstat(STDOUT_FILENO, &out) == 0 && S_ISFIFO(out.st_mode)))
		fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return fd >= 0 ? fd : STDOUT_FILENO;
}

/* Something was not shown: a task that has ended well has not. */
static void
end_unshown(struct run *run)
{
	if (run->task->ended && run->task->code == EXIT_DONE)
		run->task->ended = false;
}

/* Nobody reads it any more: the end is that of any program in a pipe. */
static void
end_unwritten(struct run *run, int number)
{
	if (run->interrupted)
		return;
	end_unshown(run);
	if (number == EPIPE && run->own_signals && sigpipe_is_default()) {
		run->app->signal = SIGPIPE;
		task_end(run->task, EXIT_ERROR, "output", NULL, NULL);
	} else
		task_end(run->task, EXIT_ERROR, "output", NULL, "cannot write the output: %s", strerror(number));
}

/* How long to wait for room, in ms. */
static int
patience(const struct run *run)
{
	int64_t now = clock_ms();

	if (!run->interrupted)
		return -1;
	return run->deadline > now ? (int)(run->deadline - now) : 0;
}

/* Writes when there is room for it, in pieces that fit then into a pipe. */
static void
write_out(struct run *run, const char *text, size_t len)
{
	struct pollfd p[] = { { .fd = run->out_fd, .events = POLLOUT }, { .fd = run->signal_fd, .events = POLLIN } };

	while (len > 0) {
		ssize_t n;

		if (poll(p, 2, patience(run)) == 0)
			return;
		if (p[1].revents != 0)
			take_signals(run);
		if (p[0].revents == 0)
			continue;
		n = write(run->out_fd, text, len < PIPE_BUF ? len : PIPE_BUF);
		if (n < 0 && errno != EINTR && errno != EAGAIN) {
			end_unwritten(run, errno);
			return;
		}
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
}

/* Has the task print, and shows it. True: there is more to do at once. */
static bool
pump(struct run *run, bool (*print)(struct run *, struct output *))
{
	struct output *out = &run->app->render;
	FILE *before = out->file;
	struct str_stream stream;
	char *text;
	bool more;

	if (!str_open(&stream)) {
		task_end(run->task, EXIT_ERROR, "failed", NULL, "out of memory");
		return false;
	}
	out->file = stream.out;
	more = print(run, out);
	out->file = before;
	text = str_close(&stream);
	if (text != NULL)
		write_out(run, text, strlen(text));
	else {
		end_unshown(run);
		task_end(run->task, EXIT_ERROR, "failed", NULL, "out of memory");
	}
	free(text);
	return more;
}

static bool
print_events(struct run *run, struct output *out)
{
	bool more = task_pump(run->task, out);
	long before = ftell(out->file);

	if (run->app->session != NULL && run->task->set.mode == MODE_PROMPT)
		session_pump(run->app->session, out);
	if (ftell(out->file) != before)
		disturb(run);
	return more;
}

static bool
print_first(struct run *run, struct output *out)
{
	if (run->task->ops->on_start != NULL)
		run->task->ops->on_start(run->task, out);
	return false;
}

static bool
print_last(struct run *run, struct output *out)
{
	if (run->task->ops->on_end != NULL)
		run->task->ops->on_end(run->task, out, run->task->why);
	return false;
}

/* ---- until it ends ----------------------------------------------------- */

static void
run_until_end(struct run *run)
{
	const struct session *session = run->app->session;
	struct pollfd p[] = {
		{ .fd = run->task->fd, .events = POLLIN },
		{ .fd = run->signal_fd, .events = POLLIN },
		{ .fd = run->out_fd, .events = 0 },
		{ .fd = session != NULL ? session->epoll_fd : -1, .events = POLLIN },
	};
	bool more;

	if (run->task->ops->doing != NULL)
		app_note(run->app, "%s %s; Ctrl-C ends it", run->task->ops->doing, run->task->title);
	pump(run, print_first);
	more = pump(run, print_events);
	while (!run->task->ended) {
		if (poll(p, sizeof(p) / sizeof(p[0]), more ? 0 : -1) < 0)
			continue;
		if (p[1].revents != 0)
			take_signals(run);
		if ((p[2].revents & (POLLERR | POLLHUP)) != 0) /* a pipe; a socket, a terminal */
			end_unwritten(run, EPIPE);
		if (!run->task->ended)
			more = pump(run, print_events);
	}
}

static enum exit_code
run_here(struct app *app, struct task *task)
{
	int fd = cmh_context_options(app->cmh)->cancel_fd;
	struct run run = { .app = app, .task = task, .signal_fd = fd >= 0 ? fd : signals_open(), .own_signals = fd < 0 };
	FILE *out = app->render.file, *err = app->io.err;
	enum exit_code code;

	fflush(out);
	if (run.signal_fd < 0) {
		task_free(task);
		return app_no_memory(app);
	}
	run.out_fd = open_out();
	app->render.stream = true;
	if (task->set.mode == MODE_PROMPT) { /* not when it has ended, as other output */
		app->render.file = stdout;
		app->io.err = stderr;
	}
	run_until_end(&run);
	if (strcmp(task->why, "output") != 0)
		pump(&run, print_last);
	code = task->code;
	if (task->error.message != NULL)
		code = app_fail_as(app, code, &task->error);
	app->render.file = out;
	app->io.err = err;
	task_free(task);
	if (run.out_fd != STDOUT_FILENO)
		close(run.out_fd);
	if (run.own_signals)
		signals_close(run.signal_fd);
	return code;
}

enum exit_code
task_run(struct app *app, struct task *task)
{
	if (!task->background)
		return run_here(app, task);
	jobs_add(&app->session->jobs, task);
	app_note(app, "%s %u: %s; end it with: unwatch %u", task->ops->name, task->id, task->title, task->id);
	return EXIT_DONE;
}
