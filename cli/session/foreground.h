/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs tasks in the foreground, or puts them in the background. */
#ifndef SESSION_FOREGROUND_H
#define SESSION_FOREGROUND_H

#include "task/task.h"

/* Takes a task. Runs it until it ends, and returns its exit status; or puts it in the background, if task->background. */
enum exit_code task_run(struct app *app, struct task *task);

#endif
