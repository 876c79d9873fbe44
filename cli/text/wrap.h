/* SPDX-License-Identifier: BSD-3-Clause */
/* Text in lines that fit on a terminal. */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include <stdbool.h>
#include <stdio.h>

enum { WRAP_WIDTH = 79 };

/* How a text is broken: only at spaces, and a word that is too long for any line is not broken. */
struct wrap {
	int columns;   /* of a line */
	int indent;    /* of the lines after the first */
	bool commands; /* the words of a command, which follows a colon, stay together */
};

/* Prints text in lines. `at`: the column where it begins. Does not end the last line. */
void wrap_text(FILE *out, const char *text, int at, const struct wrap *how);

/* Prints text in lines of at most WRAP_WIDTH columns, and ends the last one. */
void wrap_print(FILE *out, const char *text, int at, int indent);

/* Prints "  LEFT        TEXT": the text begins in column `indent`, below LEFT if that is too long. */
void wrap_row(FILE *out, const char *left, int indent, const char *text);

#endif
