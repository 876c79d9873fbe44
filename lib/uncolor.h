/* SPDX-License-Identifier: BSD-3-Clause */
/* Text of a terminal, without what a program wrote for the terminal alone. Pure. */
#ifndef CMH_UNCOLOR_H
#define CMH_UNCOLOR_H

#include <stddef.h>

/* Removes the escape sequences for colours and titles from a line. */
void uncolor(char *line, size_t *len);

#endif
