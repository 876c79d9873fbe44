/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output/output.h"
#include "task/event.h"
#include "task/watch_env.h"

static struct follow *
follow_of(struct task *task)
{
	return (struct follow *)task;
}

/* ---- programs ---------------------------------------------------------- */

/* The one that was run last has ended, and perhaps not well. */
static void
note_end(struct follow *f, int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		f->good++;
	else
		f->bad++;
}

static void
run_program(struct follow *f)
{
	char **env = f->env;
	int status;

	f->env = NULL;
	if (!child_start(&f->child, f->program, env))
		task_end(&f->task, EXIT_ERROR, "exec", NULL, "cannot run %s: %s", f->program[0], strerror(errno));
	else if (!task_listen(&f->task, f->child.fd) && child_ended(&f->child, &status))
		note_end(f, status);
	follow_env_free(env);
}

/*
 * One program at a time, so that they come in the order of the events; each
 * after its event was shown, and the last one ends before us.
 */
static bool
ready(struct task *task, struct output *out)
{
	struct follow *f = follow_of(task);
	int status;

	(void)out;
	if (f->child.pid != 0 && child_ended(&f->child, &status))
		note_end(f, status);
	if (f->child.pid == 0 && f->env != NULL)
		run_program(f);
	if (f->child.pid == 0 && f->over != NULL)
		task_end(task, EXIT_DONE, f->over, NULL, NULL);
	return f->child.pid == 0 && !task->ended;
}

/* There is no more to tell. */
static void
finish(struct follow *f, const char *why)
{
	f->over = why;
	if (f->child.pid == 0 && f->env == NULL)
		task_end(&f->task, EXIT_DONE, why, NULL, NULL);
}

/* ---- events ------------------------------------------------------------ */

static void
on_change(struct follow *f, struct output *out, const struct cmh_event *event)
{
	f->seq++;
	event_print(out, event, f->seq);
	if (f->program != NULL && (f->env = follow_env(event, f->seq, f->task.set.show_secrets)) == NULL)
		task_end(&f->task, EXIT_ERROR, "failed", NULL, "out of memory");
	if (event->kind != CMH_EVENT_INITIAL && f->left > 0 && --f->left == 0)
		finish(f, "count");
}

/* Two maps may tell of the same corosync. In the background, the prompt tells the person. */
static void
on_passing(struct follow *f, struct output *out, const struct cmh_event *event)
{
	pid_t *told = event->kind == CMH_EVENT_LOST ? &f->gone : &f->back;

	if (event->kind == CMH_EVENT_READY && f->gone == 0) /* the beginning */
		return;
	if (*told == event->pid)
		return;
	*told = event->pid;
	if (f->task.background && output_is_text(out))
		return;
	f->seq++;
	event_print(out, event, f->seq);
	if (event->kind == CMH_EVENT_LOST && f->give_up)
		task_end(&f->task, EXIT_UNREACHABLE, "lost", "without --no-reconnect, it waits until corosync is back",
			 "corosync (pid %ld) is gone", (long)event->pid);
}

static void
on_event(struct task *task, struct output *out, const struct cmh_event *event)
{
	struct follow *f = follow_of(task);

	switch (event->kind) {
	case CMH_EVENT_INITIAL:
	case CMH_EVENT_ADD:
	case CMH_EVENT_MODIFY:
	case CMH_EVENT_DELETE:
		on_change(f, out, event);
		break;
	case CMH_EVENT_LOST:
	case CMH_EVENT_READY:
		on_passing(f, out, event);
		break;
	case CMH_EVENT_DROPPED:
		f->seq++;
		event_print(out, event, f->seq);
		break;
	case CMH_EVENT_POLLED:
	case CMH_EVENT_FAILED: break;
	}
}

/* --for has passed. */
static void
on_alarm(struct task *task, struct output *out)
{
	(void)out;
	finish(follow_of(task), "for");
}

static void
first(struct task *task, struct output *out)
{
	event_print_state(out, "start", NULL, ++follow_of(task)->seq);
}

static void
last(struct task *task, struct output *out, const char *why)
{
	struct follow *f = follow_of(task);

	event_print_state(out, "end", why, f->seq + 1);
	if (f->bad == 0 || task->code != EXIT_DONE)
		return;
	task->code = f->good > 0 ? EXIT_PARTIAL : EXIT_ERROR;
	if (asprintf(&task->error.message, "%s failed for %u of %u events", f->program[0], f->bad, f->bad + f->good) < 0)
		task->error.message = NULL;
}

static void
free_program(char **program)
{
	for (size_t i = 0; program != NULL && program[i] != NULL; i++)
		free(program[i]);
	free(program);
}

static void
release(struct task *task)
{
	struct follow *f = follow_of(task);

	if (f->child.fd >= 0)
		close(f->child.fd);
	follow_env_free(f->env);
	free_program(f->program);
	free(f);
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
		if ((copy[i] = strdup(program[i])) == NULL) {
			free_program(copy);
			copy = NULL;
		}
	return copy;
}

static const struct task_ops follow_ops = {
	.name = "watch", .doing = "watching", .first = first, .event = on_event, .alarm = on_alarm, .ready = ready,
	.last = last, .free = release,
};

struct follow *
follow_new(char *const *program)
{
	struct follow *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return NULL;
	f->task.ops = &follow_ops;
	f->task.one_by_one = program != NULL;
	f->child.fd = f->task.fd = f->task.timer_fd = -1;
	if (program == NULL || (f->program = copy_program(program)) != NULL)
		return f;
	free(f);
	return NULL;
}
