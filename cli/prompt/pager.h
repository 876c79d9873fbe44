/* SPDX-License-Identifier: BSD-3-Clause */
/* The pager for long output. */
#ifndef PROMPT_PAGER_H
#define PROMPT_PAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/shell.h"

/* The screen, and what of a text it shows first. */
struct pager_screen {
	int rows, columns;
	bool at_end;
};

/* Returns the command that is the pager. Static, or of the environment. */
const char *pager_name(void);

/*
 * Shows `len` bytes: in the pager if they take more rows than the screen has, else on
 * `out`. *status: that with which the pager ended; if it is not 0, they are on `out`, too, and -1 if
 * it did not start. False: see errno.
 */
bool pager_show(FILE *out, const char *text, size_t len, struct pager_screen screen, const struct shell_wait *meanwhile, int *status);

#endif
