/* SPDX-License-Identifier: BSD-3-Clause */
/* The task behind the command rate: counters of the stats map, compared from one poll to the next. */
#ifndef TASK_RATE_H
#define TASK_RATE_H

#include "task/task.h"

/* NULL: out of memory. */
struct task *rate_task_new(void);

/* `all`: those that stand still, too. `count`: polls until it ends; 0: no matter how many. `in_place`: each over the one before. */
void rate_task_set(struct task *task, bool all, unsigned count, bool in_place, unsigned interval_ms);

#endif
