/* SPDX-License-Identifier: BSD-3-Clause */
/* The task of the command rate: counters of the stats map, compared from one poll to the next. */
#ifndef TASK_RATE_H
#define TASK_RATE_H

#include "task/task.h"

/* Makes a task, which is not started. The caller frees it with task_free(). NULL: out of memory. */
struct task *rate_task_new(void);

/*
 * Sets what to print: counters that have not changed, too (`all`), or each table over the
 * last one (`in_place`). `count`: the task ends after so many; 0: never.
 */
void rate_task_set(struct task *task, bool all, unsigned count, bool in_place, unsigned interval_ms);

/*
 * Sets when a started task ends: after a time, if it is `limited`, and when the connection
 * is lost, to `give_up`. Starts its clock: an interval without a poll counts as failed.
 */
void rate_task_set_end(struct task *task, bool limited, unsigned for_ms, bool give_up);

#endif
