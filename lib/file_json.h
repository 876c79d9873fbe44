/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading JSON value by value; file_shapes.c finds the keys in it. Failures return CMH_INVALID, or CMH_FAILED: out of memory. */
#ifndef CMH_FILE_JSON_H
#define CMH_FILE_JSON_H

#include "json_library.h"

#include "file_parser.h"

/* A value that was read. Free `text`. */
struct member {
	bool there;             /* false: the object does not have it */
	enum json_type type;
	char *text;             /* a string without quotes and escapes; anything else as it is written; ends with a NUL */
	size_t len, capacity;
	struct cmh_position at; /* where it begins */
};

struct json {
	struct file_parser *p;
	struct cmh_error *err;
	struct json_tokener *tokener;
	size_t at;           /* the next character in the parser's line */
	bool ended;
	struct member piece; /* the last value or name, as it is written */
};

/* Begins with the parser's current line. Call json_end() always. */
enum cmh_status json_begin(struct json *j, struct file_parser *p, struct cmh_error *err);
void json_end(struct json *j);

/* Skips white space and returns the next character, which is not taken; EOF: the end. */
int json_peek(struct json *j);

/* Reads a value into `m`, whose memory is used again. */
enum cmh_status json_read(struct json *j, struct member *m);

/* Reads the name of a member into j->piece, with its quotes, and the colon after it. */
enum cmh_status json_name(struct json *j);

/*
 * Moves to the i-th value, from 0, of an object or an array, whose brackets are
 * "{}" or "[]": takes the opening bracket for i 0, else a comma. *more is false
 * when the closing bracket was taken instead.
 */
enum cmh_status json_next(struct json *j, const char *brackets, size_t i, bool *more);

/* Fails at the next character. */
enum cmh_status json_fail(struct json *j, const char *message);

#endif
