/* SPDX-License-Identifier: BSD-3-Clause */
/* Long output in $PAGER. */
#ifndef PROMPT_PAGER_H
#define PROMPT_PAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * Shows `len` bytes: in the pager if they do not fit a screen of that size, else
 * on `out`. `stop` is called when the pager was stopped, as by Ctrl-Z, and
 * returns when it is to go on. False: see errno.
 */
bool pager_show(FILE *out, const char *text, size_t len, int rows, int columns, void (*stop)(void *), void *arg);

#endif
