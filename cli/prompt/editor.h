/* SPDX-License-Identifier: BSD-3-Clause */
/* A line in the editor of the person who types it. */
#ifndef PROMPT_EDITOR_H
#define PROMPT_EDITOR_H

#include "base/shell.h"

/*
 * Opens the line in $VISUAL, $EDITOR or vi, in a file that only this user can read, and removes the
 * file. Returns what was written, without the newline at its end; the caller frees it. NULL: the editor failed, and
 * *status is its exit status as a shell has it, or -1, see errno: EFBIG, EILSEQ and EPERM say that what it left is too long,
 * not text, or not a file of this user; EPERM also that programs must not be run.
 */
char *editor_run(const char *line, const struct shell_wait *meanwhile, int *status);

/* Returns the command that is the editor. Static, or of the environment. */
const char *editor_name(void);

#endif
