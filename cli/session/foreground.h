/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs a task until it ends, and shows what it prints as it comes. */
#ifndef SESSION_FOREGROUND_H
#define SESSION_FOREGROUND_H

#include "task/task.h"

/* Runs a task in the foreground until it ends, or puts it in the background, as its command says. Takes the task. */
enum exit_code task_run(struct app *app, struct task *task);

#endif
