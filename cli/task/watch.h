/* SPDX-License-Identifier: BSD-3-Clause */
/* The task behind the command watch. */
#ifndef TASK_WATCH_H
#define TASK_WATCH_H

#include "base/child.h"
#include "task/task.h"

struct follow {
	struct task task;
	uint64_t seq;         /* of the last thing that was told */
	uint64_t left;        /* changes until it ends; 0: no matter how many */
	char **program;       /* run for each change; NULL: none */
	char **env;           /* of the one that is to be run next; NULL: none */
	struct child child;   /* the one under way */
	const char *over;     /* why it ends, when that program has ended; NULL: it does not */
	unsigned good, bad;   /* programs that have ended */
	bool give_up;         /* when corosync goes away */
	pid_t gone, back;     /* the corosync that was last told to be so */
};

/* NULL: out of memory. `program` is copied. */
struct follow *follow_new(char *const *program);

#endif
