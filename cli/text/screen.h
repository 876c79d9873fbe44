/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows and columns on a terminal: the size of it, of texts and of lines that wrap, and lists in columns. */
#ifndef TEXT_SCREEN_H
#define TEXT_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

/* Reads the size of a terminal. False: not a terminal, or its size is not known; *rows is 24 and *columns 80. */
bool screen_size(int fd, int *rows, int *columns);

/* Whether the terminal can neither move its cursor nor show colours, as the environment has it. */
bool screen_is_dumb(void);

/* Rows of a prompt and a line on the terminal, counted from the row where the prompt begins. */
struct layout {
	int cursor_row;
	int last_row;
};

/* Returns the columns of a prompt, which is ASCII. The text between two \1 takes none. */
size_t screen_prompt_width(const wchar_t *prompt);

/* Computes where libedit draws a prompt and a line on `columns` columns, with the cursor before line[cursor]. */
struct layout screen_layout(int columns, size_t prompt_width, const wchar_t *line, size_t len, size_t cursor);

/* Returns how many columns a text takes. */
size_t screen_width(const char *text);

/* Returns how many rows a text takes on a screen of `columns` columns. */
size_t screen_rows(const char *text, size_t len, int columns);

/* Returns how many rows screen_print_columns() prints. */
size_t screen_count_column_rows(char *const *items, size_t n, int columns);

/* Prints items in columns: first down, then across. */
void screen_print_columns(FILE *out, char *const *items, size_t n, int columns);

#endif
