/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of a file with a caret below the column of an error. */
#ifndef CORE_CARET_H
#define CORE_CARET_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints line `number` of a file without the tabs in front, or the part around the
 * column if it is long, and a caret below the column; both count from 1. Prints
 * nothing if the line may contain a secret, or if `bytes` is NULL.
 */
void caret_print(FILE *out, const char *bytes, size_t number, size_t column);

#endif
