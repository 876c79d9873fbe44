/* SPDX-License-Identifier: BSD-3-Clause */
/* wait on several nodes (-N). */
#ifndef COMMANDS_WAIT_NODES_H
#define COMMANDS_WAIT_NODES_H

#include "task/wait.h"

/* Waits on the nodes of -N until the conditions of a task, which is not started, are true on each. Prints the error. */
enum exit_code wait_nodes(struct app *app, const struct args *args, const struct wait_task *w);

#endif
