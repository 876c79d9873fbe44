/* SPDX-License-Identifier: BSD-3-Clause */
/* Programs that are run without a shell: for an event, or to filter a file. */
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
 * Starts argv[0], which is searched in $PATH, with an empty standard input and in a
 * process group of its own, so that Ctrl-C and Ctrl-Z are not for it. It gets SIGTERM
 * when the thread that calls this ends, however that comes about; what it has started
 * does not. Its environment is ours and `env`, which ends with NULL and takes
 * precedence: an element "NAME=VALUE" sets a variable, "NAME" removes it. False: see errno.
 */
bool child_start(struct child *child, char *const *argv, char *const *env);

/* The same without changes of the environment, with these descriptors as its standard output and standard error. */
bool child_start_captured(struct child *child, char *const *argv, int out, int err);

/*
 * Starts argv[0] in the same way, with these descriptors as its standard input and
 * output, and none for errors. The caller waits for it. Returns 0 or an errno.
 */
int child_start_filter(pid_t *pid, char *const *argv, int in, int out);

/*
 * Reaps the process if it has ended: *status receives that of waitpid(2), and
 * `child` is empty again. Blocks until then if `fd` is -1. False: it still runs.
 */
bool child_reap(struct child *child, int *status);

/*
 * Ends the process, if one runs, and the others of its group: by SIGTERM, and after
 * half a second by SIGKILL. Does not wait for a process that the kernel holds.
 */
void child_end(struct child *child);

#endif
