/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of commands. */
#ifndef COMMANDS_TABLE_H
#define COMMANDS_TABLE_H

#include "core/cmd.h"

/* All commands in the order of the help, ended by NULL. Only main uses it: it is app->commands for all others. */
extern const struct cmd *const commands[];

#endif
