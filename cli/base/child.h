/* SPDX-License-Identifier: BSD-3-Clause */
/* A program that is run for an event, without a shell. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

/* A process under way. */
struct child {
	pid_t pid; /* 0: none */
	int fd;    /* readable when it has ended; -1: the kernel has no such thing */
};

/*
 * Starts argv[0], looked for in $PATH, with `env` (NULL at the end) before our
 * own environment and nothing to read on its standard input. What has no "=" in
 * `env` is a variable that it is not to have. False: see errno.
 */
bool child_start(struct child *child, char *const *argv, char *const *env);

/* Whether it has ended; then *status is as waitpid(2) has it, and there is none. Waits where `fd` is -1. */
bool child_reap(struct child *child, int *status);

#endif
