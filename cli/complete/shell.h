/* SPDX-License-Identifier: BSD-3-Clause */
/* Completion for bash, zsh and fish: cmapsh __complete LINE. */
#ifndef COMPLETE_SHELL_H
#define COMPLETE_SHELL_H

#include "core/app.h"

/*
 * Prints what may stand at the end of a command line, which begins with the
 * name of the program: first the word at the cursor without its quotes, then a
 * candidate a line, with a tab and a description where there is one. An empty
 * candidate stands for the names of files, which the shell lists itself. Never
 * loud, and done within 200 ms when corosync does not answer.
 */
enum exit_code shell_complete(struct app *app, const char *line);

#endif
