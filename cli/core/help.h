/* SPDX-License-Identifier: BSD-3-Clause */
/* Help, made of the table of commands and their options. */
#ifndef CORE_HELP_H
#define CORE_HELP_H

#include <stdio.h>

#include "core/cmd.h"

/* Prints the help of one command, or of the program if `cmd` is NULL. */
void help_print(FILE *out, const struct cmd *const *commands, const struct cmd *cmd);

#endif
