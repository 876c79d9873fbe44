/* SPDX-License-Identifier: BSD-3-Clause */
/* The task of the command watch. */
#ifndef TASK_WATCH_H
#define TASK_WATCH_H

#include "base/child.h"
#include "task/task.h"

struct watch_task {
	struct task task;
	uint64_t seq;         /* of the last record that was printed */
	uint64_t left;        /* changes until the task ends; 0: no limit */
	char **program;       /* to run for each change; NULL: none */
	char **env;           /* the environment of the program to run next; NULL: none */
	struct child child;   /* the program that runs */
	bool counted;         /* --count is reached: the task ends when that program has ended */
	unsigned good, bad;   /* programs that ended with status 0, and with another status */
	bool give_up;         /* end when the connection to corosync is lost */
	struct timespec began; /* the time of its start */
	pid_t lost, reconnected; /* pid of the corosync that was last printed as lost, as reconnected */
};

/* Makes a task, which is not started. Copies `program` (NULL: none). The caller frees the task. NULL: out of memory. */
struct watch_task *watch_task_new(char *const *program);

#endif
