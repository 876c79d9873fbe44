/* SPDX-License-Identifier: BSD-3-Clause */
/* Completion for bash, zsh and fish: cmapsh __complete LINE. */
#ifndef COMPLETE_SHELL_H
#define COMPLETE_SHELL_H

#include "core/app.h"

/*
 * Prints the candidates for the end of a command line, which begins with the name of
 * the program. The first line is the word at the cursor without its quotes. Each line
 * after it is a candidate, with a tab and a description if there is one. An empty
 * candidate means file names, which the shell lists itself. Prints no errors, and
 * takes at most 200 ms if corosync does not answer.
 */
enum exit_code shell_complete(struct app *app, const char *line);

#endif
