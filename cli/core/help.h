/* SPDX-License-Identifier: BSD-3-Clause */
/* The texts of help, made from the table of commands and their options. */
#ifndef CORE_HELP_H
#define CORE_HELP_H

#include <stdio.h>

#include "core/cmd.h"

/* Prints the help of a command, or of the program if `cmd` is NULL. */
void help_print(FILE *out, const struct cmd *const *commands, const struct cmd *cmd);

#endif
