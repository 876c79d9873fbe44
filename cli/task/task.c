/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/task.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/signals.h"
#include "core/error_hint.h"
#include "output/format.h"
#include "str.h"
#include "text/error_text.h"

enum { EVENTS_AT_ONCE = 1000 }; /* after these, the caller shows the output and looks for Ctrl-C */

bool
task_add_fd(struct task *task, int fd)
{
	struct epoll_event on = { .events = EPOLLIN };

	return fd >= 0 && epoll_ctl(task->fd, EPOLL_CTL_ADD, fd, &on) == 0;
}

/* Returns the arguments, or the default path if there are none. The caller frees it; NULL: out of memory. */
static char *
make_title(const struct args *args, const struct cmh_watch_options *options)
{
	const char *path = options->n_paths > 0 ? options->paths[0] : "";

	return args->n > 0 ? str_join(args->word, (size_t)args->n) : str_copy(path[0] != '\0' ? path : "all keys");
}

/* Takes the title, which may be NULL when memory ran out. */
static bool
open_task(struct task *task, const struct args *args, char *title)
{
	task->set = args->set;
	task->background = args->background;
	if (task->background && (task->set.format->needs & DATA_ROWS) != 0) /* other lines would come between its rows */
		task->set.format = &format_text;
	task->title = title;
	task->fd = epoll_create1(EPOLL_CLOEXEC);
	task->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	return task->title != NULL && task->fd >= 0 && task_add_fd(task, task->timer_fd);
}

enum exit_code
task_start(struct app *app, struct task *task, const struct args *args, const struct cmh_watch_options *options,
	   bool patient)
{
	struct cmh_watch_options how = *options;
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = EXIT_DONE;

	if (!patient)
		how.flags |= CMH_WATCH_WAIT_READY;
	task->stop_delayed = !task->background && cmh_context_options(app->cmh)->cancel_fd < 0;
	if (task->stop_delayed) /* corosync would keep all events in memory for a client that is stopped */
		signals_delay_stop(true);
	task->map = app->call.map;
	if (!open_task(task, args, make_title(args, options)))
		code = app_fail(app, EXIT_ERROR, NULL, "cannot start: %s", strerror(errno));
	else if ((task->watch = cmh_watch_new(task->map, &how, &err)) == NULL)
		code = app_fail_cmh(app, &err);
	else if (!task_add_fd(task, cmh_watch_fd(task->watch)))
		code = app_fail(app, EXIT_ERROR, NULL, "cannot start: %s", strerror(errno));
	if (code != EXIT_DONE)
		task_free(task);
	return code;
}

enum exit_code
task_start_without_watch(struct app *app, struct task *task, const struct args *args, const char *title)
{
	enum exit_code code = EXIT_DONE;

	if (!open_task(task, args, str_copy(title)))
		code = app_fail(app, EXIT_ERROR, NULL, "cannot start: %s", strerror(errno));
	if (code != EXIT_DONE)
		task_free(task);
	return code;
}

void
task_free(struct task *task)
{
	if (task == NULL)
		return;
	cmh_watch_free(task->watch);
	if (task->stop_delayed)
		signals_delay_stop(false);
	if (task->timer_fd >= 0)
		close(task->timer_fd);
	if (task->fd >= 0)
		close(task->fd);
	free(task->title);
	cmh_error_clear(&task->error);
	task->ops->free(task);
}

void
task_set_alarm(struct task *task, uint64_t ms)
{
	struct itimerspec when = { .it_value = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 } };

	timerfd_settime(task->timer_fd, 0, &when, NULL);
}

void
task_end(struct task *task, enum exit_code code, const char *why, const char *hint, const char *message, ...)
{
	va_list ap;

	if (task->ended)
		return;
	task->ended = true;
	task->code = code;
	task->why = why;
	if (message == NULL)
		return;
	va_start(ap, message);
	error_text_vset(&task->error, CMH_FAILED, hint, message, ap);
	va_end(ap);
}

/* Ends the task with the error of its watch. */
static void
end_failed(struct task *task)
{
	const struct cmh_error *error = cmh_watch_error(task->watch);

	task_end(task, exit_code_of(error->status), "failed", error_hint(error), "%s", cmh_error_message(error));
	task->error.number = error->number;
}

/*
 * Whether the task can handle an event. Until then, `fd` ignores the watch: it would
 * be readable all the time, and the caller would never sleep.
 */
static bool
is_ready(struct task *task, struct output *out)
{
	bool ready = task->ops->is_ready == NULL || task->ops->is_ready(task, out);
	struct epoll_event on = { .events = ready ? EPOLLIN : 0 };

	if (ready == task->paused && epoll_ctl(task->fd, EPOLL_CTL_MOD, cmh_watch_fd(task->watch), &on) == 0)
		task->paused = !ready;
	return ready;
}

bool
task_pump(struct task *task, struct output *out)
{
	const struct cmh_event *event;
	uint64_t times;
	int n = 0, most = task->one_by_one ? 1 : EVENTS_AT_ONCE;

	if (task->watch == NULL)
		task->ops->on_input(task, out);
	while (!task->ended && task->watch != NULL && n < most && is_ready(task, out) && (event = cmh_watch_next(task->watch)) != NULL) {
		if (event->kind == CMH_EVENT_FAILED)
			end_failed(task);
		else
			task->ops->on_event(task, out, event);
		n++;
	}
	if (!task->ended && read(task->timer_fd, &times, sizeof(times)) > 0)
		task->ops->on_alarm(task, out);
	return n == most && !task->ended;
}
