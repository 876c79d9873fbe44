/* SPDX-License-Identifier: BSD-3-Clause */
/* A place in a file, shown to a person. */
#ifndef CORE_CARET_H
#define CORE_CARET_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints line `number` of the bytes of a file, or what is near the column in a
 * long one, and a caret below it; both are from 1. A line that may have a secret
 * is not shown, nor is one of no bytes (NULL).
 */
void caret_print(FILE *out, const char *bytes, size_t number, size_t column);

#endif
