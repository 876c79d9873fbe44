/* SPDX-License-Identifier: BSD-3-Clause */
/* The stream and the format that a command prints in. The owner of the stream checks it for failed writes. */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "text/charset.h"

struct cmh_entries;
struct cmh_value;
struct field;
struct format;
struct timespec;

struct output {
	FILE *file;
	const struct format *format;
	bool quiet;     /* only values, in text */
	bool secrets;   /* are shown, not masked */
	bool color;     /* is wanted, where the format has any */
	bool plain;     /* a program or a file gets the output: no color, even if it is asked for */
	enum charset charset; /* what the stream takes */
	const char *node; /* with -N: which node has the records; NULL: no record has a node */
	bool failed;    /* out of memory: something is missing */
	int columns;    /* the width of the terminal that shows it; 0: no terminal does */
	bool cards;     /* a table that is wider than the terminal becomes cards */
	bool stream;    /* records come one by one for a long time: show each at once */
	const struct cmh_entries *around; /* the values that are printed together, from output_begin() on; NULL: not known */
	size_t records; /* printed since output_begin() */
	void *state;    /* of the format, from the first record to output_end() */
};

/* Returns an output on a stream: text, with nothing switched on. */
struct output output_to(FILE *file);

/* Returns a copy that prints text on another stream, such as standard error. */
struct output output_text_to(const struct output *out, FILE *file);

/*
 * A command prints in one format between these two; at other times the output
 * is text. `failed`: the command failed, so that no records do not mean that
 * there are none. Nothing is printed then, not even an empty list.
 */
void output_begin(struct output *out, const struct format *format);
void output_end(struct output *out, bool failed);

/* Has a command that prints records only print those of text as a table, or as cards where the terminal is too narrow. */
void output_text_as_table(struct output *out);

/* ---- records ------------------------------------------------------------ */

/* Whether the format wants lines that the command composes itself, not records. */
bool output_is_text(const struct output *out);

/* Whether the format wants records for people: the same fields in each, without details. */
bool output_wants_rows(const struct output *out);

/* Whether the format wants the same fields in all records of a command. */
bool output_wants_uniform(const struct output *out);

/* Whether the format wants numbers for monitoring: keys, and records of "metric", "help", "value" and labels. */
bool output_wants_metrics(const struct output *out);

/* Prints a record. Not for text. */
void output_record(struct output *out, const struct field *fields, size_t n);

/* ---- text ---------------------------------------------------------------- */

/* Prints as printf(3) does. Not for text from outside. */
void output_print(struct output *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints a text from outside, as safe_print() does. */
void output_safe(struct output *out, const char *text);

/* The same in a style of output/style.h, where colors are wanted; NULL: in none. */
void output_styled(struct output *out, const char *style, const char *text);

/* Returns an escape sequence of output/style.h; "" where colors are not wanted. */
const char *output_style(const struct output *out, const char *style);

/* Prints a text from outside on a line of its own. */
void output_line(struct output *out, const char *text);

/* Prints a value; the mask, if its key is secret. */
void output_value(struct output *out, const char *key, const struct cmh_value *value);

/* Prints "12:00:00.123 ", the beginning of a line. */
void output_time(struct output *out, const struct timespec *time);

/* Prints "NODE: ", the beginning of what is about out->node; nothing if there is none. */
void output_node(struct output *out);

/* Prints a line for the person among other lines: "* 12:00:00.123 NODE: ", and what happened then; NULL: now. NODE is out->node, if any. */
void output_notice(struct output *out, const struct timespec *time, const char *message, ...)
	__attribute__((format(printf, 3, 4)));

#endif
