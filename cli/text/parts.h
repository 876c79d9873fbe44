/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of a script or of the prompt, split into commands and where their output goes. Pure. */
#ifndef TEXT_PARTS_H
#define TEXT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#define PART_HOME "~/" /* before the name of a file: it is below the home directory */

/* Where the output of a command goes. */
enum part_to {
	PART_SHOWN,
	PART_PROGRAM, /* COMMAND | PROGRAM */
	PART_FILE,    /* COMMAND > FILE */
	PART_APPEND,  /* COMMAND >> FILE */
};

/* A command, or a program for the shell. */
struct part {
	char *text;   /* the command, to be split into words; or the program */
	size_t at;    /* where it begins in the line, in bytes from 0 */
	bool program; /* !PROGRAM */
	enum part_to to;
	char *target; /* the program, as the shell reads it, or the name of the file; NULL: PART_SHOWN */
	size_t file_at; /* where the name of the file begins in the line */
	bool home;    /* PART_HOME was before the name of the file, and is left out */
};

struct parts {
	struct part *v;
	size_t n, capacity;
	const char *error; /* the first error in the line; NULL: none. Static. */
	const char *hint;  /* what to do about it; NULL: nothing. Static. */
	size_t error_at;   /* where it is, in bytes from 0 */
};

/*
 * Splits a line: at a semicolon that ends a word; at a |, > or >> that begins one. What
 * follows a | or a ! at the beginning of a command is for the shell up to the end of
 * the line. A semicolon after --exec ends the program that this runs. An alias is defined on a
 * line of its own: what the signs in it would do, now or in the alias, is not clear. False: see `error`.
 * Always release `out` with line_parts_clear().
 */
bool line_parts_split(const char *line, struct parts *out);
void line_parts_clear(struct parts *parts);

/* Returns the place in a line at which its last command begins. NULL: the end of the line is not part of a command. */
const char *line_parts_last_command(const char *line);

/* Returns the place at which the name of a file begins that the end of the line is part of. NULL: it is not. */
const char *line_parts_last_file(const char *line);

#endif
