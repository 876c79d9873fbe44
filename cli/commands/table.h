/* SPDX-License-Identifier: BSD-3-Clause */
/* The one table of commands. */
#ifndef COMMANDS_TABLE_H
#define COMMANDS_TABLE_H

#include "core/cmd.h"

/* All commands by group, in the order of the help; ended by NULL. main hands it to whoever looks up a command. */
extern const struct cmd *const commands[];

#endif
