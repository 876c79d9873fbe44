/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMANDS_HELP_H
#define COMMANDS_HELP_H

#include <stdio.h>

struct cmd;

/* Prints the help of a command; NULL: of the program. */
void help_print(FILE *out, const struct cmd *cmd);

#endif
