/* SPDX-License-Identifier: BSD-3-Clause */
/* The tasks in the background of the prompt. */
#ifndef SESSION_JOBS_H
#define SESSION_JOBS_H

#include "task/task.h"

struct jobs {
	struct task_list list; /* oldest first */
	unsigned last_id;
	int epoll_fd; /* of the owner: readable when jobs_pump() has something to do */
};

void jobs_init(struct jobs *jobs, int epoll_fd);

/* Puts a task in the background, gives it a number, and takes it. */
void jobs_add(struct jobs *jobs, struct task *task);

/* The task of that number; NULL: there is none. */
struct task *jobs_find(const struct jobs *jobs, unsigned id);

unsigned jobs_count(const struct jobs *jobs);

/* Ends a task. */
void jobs_remove(struct jobs *jobs, struct task *task);

/* Ends all tasks on a map, or all tasks if it is NULL. Returns how many. */
unsigned jobs_end(struct jobs *jobs, const struct cmh_handle *map);

/* Prints what the tasks report since the last call, complete lines, and ends those that are done. Never waits. */
void jobs_pump(struct jobs *jobs, const struct output *prompt);

/* Gives up the trackers before the process stops, and sets them up again. */
void jobs_pause(struct jobs *jobs);
void jobs_resume(struct jobs *jobs);

#endif
