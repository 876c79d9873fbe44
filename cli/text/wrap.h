/* SPDX-License-Identifier: BSD-3-Clause */
/* Text in lines that fit on any terminal. */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include <stdio.h>

enum { WRAP_WIDTH = 79 };

/*
 * Prints text in lines of at most WRAP_WIDTH columns, and ends the last one. Only spaces
 * are broken, and several of them become one. `at`: the column where it begins. `indent`:
 * of the lines after the first.
 */
void wrap_print(FILE *out, const char *text, int at, int indent);

/* Prints "  LEFT        TEXT": the text begins in column `indent`, below LEFT if that is too long. */
void wrap_row(FILE *out, const char *left, int indent, const char *text);

#endif
