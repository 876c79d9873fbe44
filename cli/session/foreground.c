/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A task in the foreground. Its output is written as soon as it is printed, and
 * without blocking, so that Ctrl-C works even while nothing reads the output.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/signals.h"
#include "base/write_all.h"
#include "clock.h"
#include "session/foreground.h"
#include "session/session.h"
#include "session/status_line.h"
#include "str.h"

struct run {
	struct app *app;
	struct task *task;
	int out_fd;
	int signal_fd;
	bool own_signals; /* signal_fd belongs to this run, not to the prompt */
	bool interrupted; /* by a signal */
	struct status_line status;
	int64_t deadline; /* once interrupted: clock_ms() until which output is written */
};

enum { LAST_OUTPUT_MS = 1000 }; /* for the output that is left after Ctrl-C */

/* ---- signals ----------------------------------------------------------- */

/* Ends the task. */
static void
interrupt(struct run *run)
{
	if (!run->interrupted)
		run->deadline = clock_ms() + LAST_OUTPUT_MS;
	run->interrupted = true;
	task_end(run->task, EXIT_INTERRUPTED, "interrupted", NULL, NULL);
}

/* Reports to the task that the shell or a background task has printed. */
static void
report_disturbance(struct run *run)
{
	if (run->task->ops->on_other_output != NULL)
		run->task->ops->on_other_output(run->task);
}

/* Stops the process after Ctrl-Z, without trackers: corosync would collect events for it. Returns when it continues. */
static void
stop(struct run *run)
{
	if (run->task->watch != NULL)
		cmh_watch_pause(run->task->watch);
	status_line_erase(&run->status);
	if (!signals_stop_process())
		interrupt(run);
	report_disturbance(run);
	if (run->task->watch != NULL)
		cmh_watch_resume(run->task->watch);
}

/* Handles the signals that have arrived. */
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

/* Makes a task that ended with success continue, so that it can end with an error: some output is missing. */
static void
reopen_task(struct run *run)
{
	if (run->task->ended && run->task->code == EXIT_DONE)
		run->task->ended = false;
}

/* Ends the task after a failed write: on EPIPE by SIGPIPE, like other programs, otherwise with an error. */
static void
fail_write(struct run *run, int number)
{
	if (run->interrupted)
		return;
	reopen_task(run);
	if (number == EPIPE && run->own_signals && sigpipe_is_default()) {
		run->app->signal = SIGPIPE;
		task_end(run->task, EXIT_ERROR, "output", NULL, NULL);
	} else
		task_end(run->task, EXIT_ERROR, "output", NULL, "cannot write the output: %s", strerror(number));
}

/* Returns how long to wait until output can be written, in ms. -1: no limit. */
static int
write_timeout(const struct run *run)
{
	int64_t now = clock_ms();

	if (!run->interrupted)
		return -1;
	return run->deadline > now ? (int)(run->deadline - now) : 0;
}

/* Writes text when the output can take it, in pieces that a pipe takes at once. */
static void
write_out(struct run *run, const char *text, size_t len)
{
	struct pollfd p[] = { { .fd = run->out_fd, .events = POLLOUT }, { .fd = run->signal_fd, .events = POLLIN } };

	while (len > 0) {
		ssize_t n;

		if (poll(p, 2, write_timeout(run)) == 0)
			return;
		if (p[1].revents != 0)
			take_signals(run);
		if (p[0].revents == 0)
			continue;
		n = write(run->out_fd, text, len < PIPE_BUF ? len : PIPE_BUF);
		if (n < 0 && errno != EINTR && errno != EAGAIN) {
			fail_write(run, errno);
			return;
		}
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
}

/* Calls `print` and writes its output. Returns what `print` returns: true if there is more to do at once. */
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
		reopen_task(run);
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
		report_disturbance(run);
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
		app_note_tty(run->app, "%s %s; Ctrl-C stops it", run->task->ops->doing, run->task->title);
	pump(run, print_first);
	more = pump(run, print_events);
	while (!run->task->ended) {
		if (poll(p, sizeof(p) / sizeof(p[0]), more ? 0 : -1) < 0)
			continue;
		status_line_erase(&run->status);
		/* At the prompt, a request may have taken the signal, such as the search for a hint. */
		if (p[1].revents != 0 || !run->own_signals)
			take_signals(run);
		if ((p[2].revents & (POLLERR | POLLHUP)) != 0) /* the reader of a pipe, or the terminal, was closed */
			fail_write(run, EPIPE);
		if (!run->task->ended)
			more = pump(run, print_events);
		if (!more && !run->task->ended && run->task->ops->status != NULL)
			status_line_show(&run->status, run->task->ops->status(run->task));
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
	run.out_fd = open_stdout();
	status_line_begin(&run.status, app->io.tty && output_is_text(&app->render) && !app->call.set.quiet);
	app->render.stream = true;
	if (task->set.mode == MODE_PROMPT) { /* at once, not when the command ends */
		app->render.file = stdout;
		app->io.err = stderr;
	}
	run_until_end(&run);
	if (strcmp(task->why, "output") != 0)
		pump(&run, print_last);
	code = task->code;
	if (task->error.status != CMH_OK)
		code = app_fail_as(app, code, &task->error);
	app->render.file = out;
	app->io.err = err;
	if (task->watch != NULL)
		app->call.requests += cmh_watch_requests(task->watch);
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
	app_note_tty(app, "%s %u: %s; stop it with: stop %u", task->ops->name, task->id, task->title, task->id);
	return EXIT_DONE;
}
