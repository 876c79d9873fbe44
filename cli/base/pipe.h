/* SPDX-License-Identifier: BSD-3-Clause */
/* Pipes with a name, into which perhaps nobody writes. */
#ifndef BASE_PIPE_H
#define BASE_PIPE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The file that a program reads for "-". */
#define STANDARD_INPUT "/dev/stdin"

bool pipe_is(const char *file);

/* Opens a pipe for reading, without waiting for a program that writes into it: reading may fail with EAGAIN. NULL: see errno. */
FILE *pipe_open(const char *file);

/* Waits until there is something to read, or the end. `until`: a time of clock_ms(); 0: as long as it takes. False: errno, or ETIMEDOUT. */
bool pipe_wait(int fd, int64_t until);

/*
 * Opens any file for reading, as fopen() does. A pipe must begin within `limit_ms`; 0: as
 * long as it takes. NULL: see errno; ETIMEDOUT: it did not begin.
 */
FILE *pipe_open_begun(const char *file, unsigned limit_ms);

#endif
