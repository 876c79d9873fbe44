/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs a command on the map of each node that -N names. */
#ifndef CORE_RUN_NODES_H
#define CORE_RUN_NODES_H

#include "core/app.h"

/* Runs a command that has CMD_NODES, and prints what each node has. EXIT_PARTIAL: some nodes succeeded and some failed. */
enum exit_code run_on_nodes(struct app *app, struct args *args);

/* Checks that a task can be run on the nodes of -N, and makes the names in its words absolute. No map is open then. Prints the error. */
enum exit_code run_nodes_prepare(struct app *app, struct args *args);

#endif
