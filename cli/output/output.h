/* SPDX-License-Identifier: BSD-3-Clause */
/* Where a command prints, and in which format. Whoever owns the stream checks it for failed writes. */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct cmh_value;
struct field;
struct format;
struct timespec;

struct render {
	FILE *out;
	const struct format *format;
	bool quiet;     /* only values, in text */
	bool secrets;   /* are shown, not masked */
	bool color;     /* is wanted, where the format has any */
	bool utf8;      /* the stream takes more than ASCII */
	bool failed;    /* out of memory: something is missing */
	int columns;    /* the width of the terminal that shows it; 0: no terminal does */
	bool stream;    /* records come one by one for a long time: show each at once */
	size_t records; /* printed since render_begin() */
	void *state;    /* of the format, from the first record to render_end() */
};

/* Returns an output on a stream: text, with nothing switched on. */
struct render render_to(FILE *out);

/* Returns the same output as text on another stream, for what is addressed to the person. */
struct render render_text_to(const struct render *r, FILE *out);

/*
 * Between these two a command prints in one format; outside of them the output
 * is text. `failed`: the command has no answer, so that without a record
 * nothing is printed, not even that there is none.
 */
void render_begin(struct render *r, const struct format *format);
void render_end(struct render *r, bool failed);

/* ---- what formats print ------------------------------------------------- */

/* Whether the format wants lines that the command composes itself, not records. */
bool render_is_text(const struct render *r);

/* Whether the format wants records for people: the same fields in each, without details. */
bool render_is_rows(const struct render *r);

/* Whether the format wants the same fields in all records of a command. */
bool render_is_uniform(const struct render *r);

/* Prints a record. Not for text. */
void render_record(struct render *r, const struct field *fields, size_t n);

/* ---- text ---------------------------------------------------------------- */

/* Prints as printf(3) does. Not for text from outside. */
void render_print(struct render *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints a text from outside, as safe_print() does. */
void render_safe(struct render *r, const char *text);

/* The same on a line of its own. */
void render_line(struct render *r, const char *text);

/* Prints a value; the mask, if its key is secret. */
void render_value(struct render *r, const char *key, const struct cmh_value *value);

/* Prints "12:00:00.123 ", the beginning of a line. */
void render_time(struct render *r, const struct timespec *time);

/* Prints a line for the person among other lines. */
void render_notice(struct render *r, const char *message, ...) __attribute__((format(printf, 2, 3)));

#endif
