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

/* Whether the terminal can neither move its cursor nor show colors, as the environment has it. */
bool screen_is_dumb(void);

/* A place on the terminal: its row, counted from the one where the prompt begins, and its column, from 0. */
struct place {
	int row, column;
};

/* Where the rows of a prompt and a line are. */
struct layout {
	int cursor_row;
	int last_row;
};

/* Returns the columns of a prompt, which is ASCII. The text between two \1 takes none. */
size_t screen_prompt_width(const wchar_t *prompt);

/* Computes where libedit draws a prompt and a line on `columns` columns, with the cursor before line[cursor]. */
struct layout screen_layout(int columns, size_t prompt_width, const wchar_t *line, size_t len, size_t cursor);

/* Returns where libedit draws a character of a line: after the one before it, or in the next row if it does not fit. */
struct place screen_place(int columns, struct place after, wchar_t c);

/* Returns the place after that character. */
struct place screen_place_after(int columns, struct place after, wchar_t c);

/* Returns the place after a prompt of this width. */
struct place screen_place_of_line(int columns, size_t prompt_width);

/* Returns how many columns a text takes. */
size_t screen_width(const char *text);

/* Returns how many bytes of a text a row of `columns` columns has room for. */
size_t screen_fitting(const char *text, size_t len, int columns);

/*
 * Returns as much of a text as so many columns have room for, up to the first control
 * character. It ends with a mark if it is cut. The caller frees it. NULL: out of memory.
 */
char *screen_cut(const char *text, int columns);

/* Returns how many rows a text takes on a screen of `columns` columns. */
size_t screen_rows(const char *text, size_t len, int columns);

/* Returns how many rows screen_print_columns() prints. */
size_t screen_count_column_rows(char *const *items, size_t n, int columns);

/* Prints items in columns: first down, then across. */
void screen_print_columns(FILE *out, char *const *items, size_t n, int columns);

/* Returns the width of the widest of the items; 0: there are none. */
size_t screen_widest(char *const *items, size_t n);

#endif
