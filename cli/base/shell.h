/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands of the shell, in the foreground. */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include <stdbool.h>
#include <stddef.h>

/* Returns a file with a text, for reading from its beginning. Unlike a pipe, it has no size limit. -1: see errno. */
int shell_input(const char *text, size_t len);

/*
 * Runs a command with /bin/sh, and waits for it. `in`: its standard input; -1: ours. If it is
 * stopped, as by Ctrl-Z, `stop` is called, unless it is NULL, and it is continued
 * afterwards. False: see errno; else *status receives that of waitpid(2).
 */
bool shell_run(const char *command, int in, int *status, void (*stop)(void *), void *arg);

#endif
