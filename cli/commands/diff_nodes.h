/* SPDX-License-Identifier: BSD-3-Clause */
/* diff with -N: what differs between nodes. */
#ifndef COMMANDS_DIFF_NODES_H
#define COMMANDS_DIFF_NODES_H

#include "core/app.h"

/* Compares the maps of nodes, below the paths in the arguments. */
enum exit_code diff_nodes(struct app *app, const struct args *args);

#endif
