/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output/output.h"
#include "str.h"
#include "task/event.h"
#include "task/watch_env.h"

static struct watch_task *
watch_task_of(struct task *task)
{
	return (struct watch_task *)task;
}

/* ---- programs ---------------------------------------------------------- */

/* Counts a program that has ended, by its status. */
static void
count_program(struct watch_task *w, int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		w->good++;
	else
		w->bad++;
}

/* Ends the task; it has failed if a program has. */
static void
end_watch(struct watch_task *w, const char *why)
{
	if (w->bad == 0)
		task_end(&w->task, EXIT_DONE, why, NULL, NULL);
	else
		task_end(&w->task, w->good > 0 ? EXIT_PARTIAL : EXIT_ERROR, why, NULL, "\"%s\" failed for %u of %u events",
			 w->program[0], w->bad, w->bad + w->good);
}

/* Takes the status of a program that has ended. */
static void
reap_program(struct watch_task *w)
{
	int status;

	if (w->child.pid != 0 && child_reap(&w->child, &status))
		count_program(w, status);
}

/* Runs the program with the environment that is waiting. */
static void
run_program(struct watch_task *w)
{
	char **env = w->env;

	w->env = NULL;
	if (!child_start(&w->child, w->program, env))
		task_end(&w->task, EXIT_ERROR, "exec", NULL, "cannot run \"%s\": %s", w->program[0], strerror(errno));
	else if (!task_add_fd(&w->task, w->child.fd))
		reap_program(w);
	str_list_free(env);
}

/*
 * Whether no program runs. Programs run one at a time, in the order of the events, and
 * each after its event was shown. The task ends after the last one.
 */
static bool
ready(struct task *task, struct output *out)
{
	struct watch_task *w = watch_task_of(task);

	(void)out;
	reap_program(w);
	if (w->child.pid == 0 && w->env != NULL)
		run_program(w);
	if (w->child.pid == 0 && w->counted)
		end_watch(w, "count");
	return w->child.pid == 0 && !task->ended;
}

/* Ends the task after --count, when no program runs or waits to be run. */
static void
end_when_idle(struct watch_task *w)
{
	w->counted = true;
	if (w->child.pid == 0 && w->env == NULL)
		end_watch(w, "count");
}

/* ---- events ------------------------------------------------------------ */

static void
on_change(struct watch_task *w, struct output *out, const struct cmh_event *event)
{
	w->seq++;
	event_print(out, event, w->seq);
	if (w->program != NULL && (w->env = watch_env_new(event, w->seq, w->task.set.show_secrets)) == NULL)
		task_end(&w->task, EXIT_ERROR, "failed", NULL, "out of memory");
	if (event->kind != CMH_EVENT_INITIAL && w->left > 0 && --w->left == 0)
		end_when_idle(w);
}

/* Prints what happens to corosync. At the prompt, the prompt prints it for people. */
static void
print_passing(struct watch_task *w, struct output *out, const struct cmh_event *event)
{
	if (w->task.set.mode != MODE_PROMPT || !output_is_text(out))
		event_print(out, event, ++w->seq);
}

/* Prints that the connection is lost or reconnected, once for both maps. */
static void
on_passing(struct watch_task *w, struct output *out, const struct cmh_event *event)
{
	pid_t *printed = event->kind == CMH_EVENT_LOST ? &w->lost : &w->reconnected;

	if (event->kind == CMH_EVENT_READY && w->lost == 0) /* the first connection */
		return;
	if (*printed == event->pid)
		return;
	*printed = event->pid;
	print_passing(w, out, event);
	if (event->kind == CMH_EVENT_LOST && w->give_up)
		task_end(&w->task, EXIT_UNREACHABLE, "lost", "leave out --no-reconnect to wait for corosync",
			 "lost connection to corosync (pid %ld)", (long)event->pid);
}

static void
on_event(struct task *task, struct output *out, const struct cmh_event *event)
{
	struct watch_task *w = watch_task_of(task);

	switch (event->kind) {
	case CMH_EVENT_INITIAL:
	case CMH_EVENT_ADD:
	case CMH_EVENT_MODIFY:
	case CMH_EVENT_DELETE:
		on_change(w, out, event);
		break;
	case CMH_EVENT_LOST:
	case CMH_EVENT_READY:
		on_passing(w, out, event);
		break;
	case CMH_EVENT_DROPPED:
		w->seq++;
		event_print(out, event, w->seq);
		break;
	case CMH_EVENT_SILENT:
	case CMH_EVENT_ANSWERING:
		print_passing(w, out, event);
		break;
	case CMH_EVENT_POLLED:
	case CMH_EVENT_ANSWERED:
	case CMH_EVENT_FAILED: break;
	}
}

/* Ends the task after --for. A program that still runs is ended, and has failed, as one that was not run any more. */
static void
on_alarm(struct task *task, struct output *out)
{
	struct watch_task *w = watch_task_of(task);

	(void)out;
	reap_program(w);
	if (w->child.pid != 0 || w->env != NULL)
		w->bad++;
	child_end(&w->child);
	end_watch(w, "for");
}

static void
first(struct task *task, struct output *out)
{
	struct watch_task *w = watch_task_of(task);

	event_print_start(out, &w->began, ++w->seq);
}

static void
last(struct task *task, struct output *out, const char *why)
{
	struct watch_task *w = watch_task_of(task);

	event_print_end(out, why, w->seq + 1);
}

static void
release(struct task *task)
{
	struct watch_task *w = watch_task_of(task);

	child_end(&w->child);
	str_list_free(w->env);
	str_list_free(w->program);
	free(w);
}

static char **
copy_program(char *const *program)
{
	size_t n = 0;
	char **copy;

	while (program[n] != NULL)
		n++;
	copy = calloc(n + 1, sizeof(*copy));
	for (size_t i = 0; i < n && copy != NULL; i++)
		if ((copy[i] = str_copy(program[i])) == NULL) {
			str_list_free(copy);
			copy = NULL;
		}
	return copy;
}

static const struct task_ops watch_task_ops = {
	.name = "watch", .doing = "watching", .on_start = first, .on_event = on_event, .on_alarm = on_alarm, .is_ready = ready,
	.on_end = last, .free = release,
};

struct watch_task *
watch_task_new(char *const *program)
{
	struct watch_task *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->task.ops = &watch_task_ops;
	w->task.one_by_one = program != NULL;
	w->child.fd = w->task.fd = w->task.timer_fd = -1;
	if (program == NULL || (w->program = copy_program(program)) != NULL)
		return w;
	free(w);
	return NULL;
}
