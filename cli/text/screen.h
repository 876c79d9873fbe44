/* SPDX-License-Identifier: BSD-3-Clause */
/* Where things stand on a terminal: rows and columns of wrapped lines, lists in columns. Pure. */
#ifndef TEXT_SCREEN_H
#define TEXT_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

/* The size of the terminal on a descriptor. False: it is no terminal, or does not say; *rows and *columns are 24 and 80. */
bool screen_size(int fd, int *rows, int *columns);

struct layout {
	int cursor_row; /* of the cursor, below the row where the prompt begins */
	int last_row;
};

/* How wide a prompt of ASCII is: what stands between two \1 takes no room. */
size_t screen_prompt_width(const wchar_t *prompt);

/* Where a prompt and a line stand as libedit draws them, `columns` wide; the cursor is before line[cursor]. */
struct layout screen_layout(int columns, size_t prompt_width, const wchar_t *line, size_t len, size_t cursor);

/* How many columns a text takes. */
size_t screen_width(const char *text);

/* How many rows a text takes on a screen of that width. */
size_t screen_rows(const char *text, size_t len, int columns);

/* How many rows screen_columns() would print. */
size_t screen_column_rows(char *const *items, size_t n, int columns);

/* Prints items in columns, downwards first. */
void screen_columns(FILE *out, char *const *items, size_t n, int columns);

#endif
