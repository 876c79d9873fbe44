/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef BASE_WRITE_ALL_H
#define BASE_WRITE_ALL_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all of it, however many write(2)s that takes. False: see errno. */
bool write_all(int fd, const char *text, size_t len);

#endif
