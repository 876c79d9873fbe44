/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines typed at the prompt, in memory and in a file that sessions share. */
#ifndef SESSION_HISTORY_H
#define SESSION_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

enum { HISTORY_MAX = 2000 };

struct history {
	char **v; /* oldest first */
	size_t n, capacity;
	char *file; /* NULL: only in memory */
};

/*
 * Reads the file: $CMAPSH_HISTFILE (empty: no file), or cmapsh/history below
 * $XDG_STATE_HOME or ~/.local/state. If it cannot be used, the history stays in
 * memory only, and the result is its name, which the caller frees; else NULL.
 */
char *history_load(struct history *history);

/*
 * Adds a line, and appends it to the file at once. Skips a line that is equal to
 * the last one, begins with a space, or is `secret`. Returns whether it was added.
 */
bool history_add(struct history *history, const char *line, bool secret);
void history_clear(struct history *history);

#endif
