/* SPDX-License-Identifier: BSD-3-Clause */
/* A line in the editor of the person who types it. */
#ifndef PROMPT_EDITOR_H
#define PROMPT_EDITOR_H

#include "base/shell.h"

/*
 * Opens the line in $VISUAL, $EDITOR or vi, in a file that only this user can read, and removes the
 * file. Returns what was written, without the newline at its end. *status: the exit status of the editor; -1: none. The
 * caller frees the text; NULL: the editor failed, or wrote something else than text; nothing is to be done then.
 */
char *editor_run(const char *line, const struct shell_wait *meanwhile, int *status);

/* Returns the command that is the editor. Static, or of the environment. */
const char *editor_name(void);

#endif
