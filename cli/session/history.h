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
	char *file; /* NULL: kept in memory alone */
};

/*
 * Reads the file of this user: $CMAPSH_HISTFILE (empty: none), or
 * cmapsh/history below $XDG_STATE_HOME or ~/.local/state. What cannot be read
 * is left alone: the session goes on without a file.
 */
void history_load(struct history *history);

/*
 * Adds a line, and appends it to the file at once. Left out: a line that is the
 * same as the last one, begins with a blank, or is `secret`. Returns whether it
 * was added.
 */
bool history_add(struct history *history, const char *line, bool secret);
void history_clear(struct history *history);

#endif
