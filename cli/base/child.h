/* SPDX-License-Identifier: BSD-3-Clause */
/* A program that is run for an event, without a shell. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

/* A process that runs. */
struct child {
	pid_t pid; /* 0: none runs */
	int fd;    /* becomes readable when the process ends; -1: the kernel has no pidfd_open(2) */
};

/*
 * Starts argv[0], which is searched in $PATH, with an empty standard input. It gets
 * SIGTERM when the thread that calls this ends, however that comes about. Its
 * environment is ours and `env`, which ends with NULL and takes precedence: an
 * element "NAME=VALUE" sets a variable, "NAME" removes it. False: see errno.
 */
bool child_start(struct child *child, char *const *argv, char *const *env);

/*
 * Reaps the process if it has ended: *status receives that of waitpid(2), and
 * `child` is empty again. Blocks until then if `fd` is -1. False: it still runs.
 */
bool child_reap(struct child *child, int *status);

#endif
