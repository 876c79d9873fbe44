/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands of the shell, in the foreground. */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Prints a text as one word of a shell: in single quotes. */
void shell_print_word(FILE *out, const char *word);

/* Returns a file with a text, for reading from its beginning. Unlike a pipe, it has no size limit. -1: see errno. */
int shell_input(const char *text, size_t len);

/* What is done while a command runs. All zero: nothing. */
struct shell_wait {
	void (*stop)(void *arg);  /* it was stopped, as by Ctrl-Z; it is continued afterwards */
	bool (*ready)(void *arg); /* `fd` can be read. False: it is not to be called again */
	int fd;
	void (*ended)(void *arg); /* it has ended */
	void *arg;
};

/*
 * Runs a command with /bin/sh, and waits for it. `in`: its standard input; -1: ours.
 * False: see errno; else *status receives that of waitpid(2).
 */
bool shell_run(const char *command, int in, int *status, const struct shell_wait *meanwhile);

#endif
