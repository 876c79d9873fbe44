/* SPDX-License-Identifier: BSD-3-Clause */
/* Complete writes, and writes that do not block. */
#ifndef BASE_WRITE_ALL_H
#define BASE_WRITE_ALL_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all `len` bytes, with as many write(2) as it takes. False: see errno. */
bool write_all(int fd, const char *text, size_t len);

/* Writes a line and its newline. False: see errno. */
bool write_line(int fd, const char *line);

/*
 * Returns standard output as a descriptor on which write(2) does not block, if
 * possible. poll(2) does not say how much a terminal can take, and another
 * process may fill a pipe. Opens it once more, because other processes share
 * the flags of the original.
 */
int open_stdout(void);

#endif
