/* SPDX-License-Identifier: BSD-3-Clause */
/* Complete writes. */
#ifndef BASE_WRITE_ALL_H
#define BASE_WRITE_ALL_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all `len` bytes, with as many write(2) as it takes. False: see errno. */
bool write_all(int fd, const char *text, size_t len);

#endif
