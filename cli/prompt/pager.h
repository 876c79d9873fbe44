/* SPDX-License-Identifier: BSD-3-Clause */
/* The pager for long output. */
#ifndef PROMPT_PAGER_H
#define PROMPT_PAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The screen, and what of a text it shows first. */
struct pager_screen {
	int rows, columns;
	bool at_end;
};

/*
 * Shows `len` bytes: in the pager if they take more rows than the screen has, else on
 * `out`; there, too, if the pager fails, which is said after them. If the pager is stopped, as by Ctrl-Z, it calls `stop`, and continues the
 * pager afterwards. False: see errno.
 */
bool pager_show(FILE *out, const char *text, size_t len, struct pager_screen screen, void (*stop)(void *), void *arg);

#endif
