/* SPDX-License-Identifier: BSD-3-Clause */
/* The task behind the command watch. */
#ifndef TASK_WATCH_H
#define TASK_WATCH_H

#include "base/child.h"
#include "task/task.h"

struct watch_task {
	struct task task;
	uint64_t seq;         /* of the last record that was printed */
	uint64_t left;        /* changes until it ends; 0: no limit */
	char **program;       /* run for each change; NULL: none */
	char **env;           /* of the one that is to be run next; NULL: none */
	struct child child;   /* the one under way */
	const char *over;     /* why it ends as soon as that program has ended; NULL: it does not end */
	unsigned good, bad;   /* programs that have ended with status 0, and with another */
	bool give_up;         /* when the connection to corosync is lost */
	pid_t gone, back;     /* the corosync whose loss, and whose return, was printed last */
};

/* NULL: out of memory. `program` is copied. */
struct watch_task *watch_task_new(char *const *program);

#endif
