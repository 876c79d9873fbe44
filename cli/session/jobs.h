/* SPDX-License-Identifier: BSD-3-Clause */
/* The background tasks of the prompt. */
#ifndef SESSION_JOBS_H
#define SESSION_JOBS_H

#include "task/task.h"

struct jobs {
	struct task_list list; /* oldest first */
	unsigned last_id;
	int epoll_fd; /* the owner's; readable when jobs_pump() has something to do */
};

void jobs_init(struct jobs *jobs, int epoll_fd);

/* Takes a task, and gives it a number. */
void jobs_add(struct jobs *jobs, struct task *task);

/* Returns the task with that number. NULL: none. */
struct task *jobs_find(const struct jobs *jobs, unsigned id);

unsigned jobs_count(const struct jobs *jobs);

/* Stops a task and frees it. */
void jobs_remove(struct jobs *jobs, struct task *task);

/* Stops all tasks on a map, or all tasks if it is NULL. Returns their number. */
unsigned jobs_end(struct jobs *jobs, const struct cmh_handle *map);

/* Prints the new output of the tasks, in complete lines, and frees those that have ended. Never waits. */
void jobs_pump(struct jobs *jobs, const struct output *prompt);

/* Remove the trackers before the process stops, and add them again. */
void jobs_pause(struct jobs *jobs);
void jobs_resume(struct jobs *jobs);

#endif
