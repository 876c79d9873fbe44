/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/jobs.h"

#include <sys/epoll.h>

void
jobs_init(struct jobs *jobs, int epoll_fd)
{
	*jobs = (struct jobs){ .epoll_fd = epoll_fd };
	TAILQ_INIT(&jobs->list);
}

void
jobs_add(struct jobs *jobs, struct task *task)
{
	struct epoll_event on = { .events = EPOLLIN };

	task->id = ++jobs->last_id;
	/* If this fails, the events are read when the next key is pressed. */
	(void)epoll_ctl(jobs->epoll_fd, EPOLL_CTL_ADD, task->fd, &on);
	TAILQ_INSERT_TAIL(&jobs->list, task, entry);
}

struct task *
jobs_find(const struct jobs *jobs, unsigned id)
{
	struct task *task;

	TAILQ_FOREACH(task, &jobs->list, entry)
		if (task->id == id)
			break;
	return task;
}

unsigned
jobs_count(const struct jobs *jobs)
{
	struct task *task;
	unsigned n = 0;

	TAILQ_FOREACH(task, &jobs->list, entry)
		n++;
	return n;
}

void
jobs_remove(struct jobs *jobs, struct task *task)
{
	TAILQ_REMOVE(&jobs->list, task, entry);
	task_free(task);
}

unsigned
jobs_end(struct jobs *jobs, const struct cmh_handle *map)
{
	struct task *next;
	unsigned n = 0;

	for (struct task *task = TAILQ_FIRST(&jobs->list); task != NULL; task = next) {
		next = TAILQ_NEXT(task, entry);
		if (map == NULL || task->map == map) {
			jobs_remove(jobs, task);
			n++;
		}
	}
	return n;
}

/* Prints the new output of a task, in the format of its own command. False: the task has ended. */
static bool
pump(struct task *task, const struct output *prompt)
{
	struct output out = *prompt;

	output_begin(&out, task->set.format);
	out.stream = true;
	out.secrets = task->set.show_secrets;
	out.quiet = task->set.quiet;
	while (task_pump(task, &out))
		continue;
	if (task->ended)
		output_notice(&out, NULL, "%s %u: %s: %s", task->ops->name, task->id, task->title,
			      task->error.status != CMH_OK ? cmh_error_message(&task->error) : "done");
	return !task->ended;
}

void
jobs_pump(struct jobs *jobs, const struct output *prompt)
{
	struct task *next;

	for (struct task *task = TAILQ_FIRST(&jobs->list); task != NULL; task = next) {
		next = TAILQ_NEXT(task, entry);
		if (!pump(task, prompt))
			jobs_remove(jobs, task);
	}
}

void
jobs_pause(struct jobs *jobs)
{
	struct task *task;

	TAILQ_FOREACH(task, &jobs->list, entry)
		if (task->watch != NULL)
			cmh_watch_pause(task->watch);
}

void
jobs_resume(struct jobs *jobs)
{
	struct task *task;

	TAILQ_FOREACH(task, &jobs->list, entry)
		if (task->watch != NULL)
			cmh_watch_resume(task->watch);
}
