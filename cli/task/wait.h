/* SPDX-License-Identifier: BSD-3-Clause */
/* The task behind the command wait: conditions, judged after each event. */
#ifndef TASK_WAIT_H
#define TASK_WAIT_H

#include "task/condition.h"
#include "task/task.h"

struct wait_task {
	struct task task;
	struct condition *conditions; /* the last one is that of --fail-if, when `fails` */
	bool *good;                   /* which of them hold */
	size_t n;                     /* without that one */
	bool fails;
	bool any;                     /* one that holds is enough */
	size_t least;                 /* how many of the keys that a * stands for; 0: all */
	unsigned hold_ms;             /* for so long; 0: for a moment */
	bool polled;                  /* some are about values that are read at an interval: only a reading tells that they still hold */
	int64_t held_since;          /* clock_ms() when they began to hold; 0: they do not */
	int64_t deadline;            /* clock_ms() when it is too late; 0: never */
};

/* Room for `n` conditions, empty. NULL: out of memory. */
struct wait_task *wait_task_new(size_t n, bool fails);

/* What has to be watched. Views of the conditions; only the array is to be freed. NULL: out of memory. */
const char **wait_task_paths(const struct wait_task *waiting, size_t *n);

/* False: keys that come and go are enough to judge the conditions. */
bool wait_task_reads_values(const struct wait_task *waiting);

/* Judges what is known of the keys by now: 0, or 1 with a note why. */
enum exit_code wait_task_test(struct app *app, struct wait_task *waiting);

/* Asks for the next moment that matters. */
void wait_task_set_alarm(struct wait_task *waiting);

#endif
