/* SPDX-License-Identifier: BSD-3-Clause */
/* A line in the editor of the person who types it. */
#ifndef PROMPT_EDITOR_H
#define PROMPT_EDITOR_H

#include "base/shell.h"

/*
 * Opens the line in $VISUAL, $EDITOR or vi, in a file that only this user can read, and removes the
 * file. Returns what was written, without the newline at its end. The
 * caller frees it; NULL: the editor failed, or wrote something else than text; nothing is to be done then.
 */
char *editor_run(const char *line, const struct shell_wait *meanwhile);

#endif
