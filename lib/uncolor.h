/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of text without the colours and titles of a terminal. Pure. */
#ifndef CMH_UNCOLOR_H
#define CMH_UNCOLOR_H

#include <stddef.h>

/* Removes the escape sequences for colours and titles from a line. */
void uncolor(char *line, size_t *len);

#endif
