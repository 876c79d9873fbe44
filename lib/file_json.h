/* SPDX-License-Identifier: BSD-3-Clause */
/* JSON as its two files see it: snapshot_json.c reads values, snapshot_shapes.c knows what they mean. */
#ifndef CMH_FILE_JSON_H
#define CMH_FILE_JSON_H

#include <json-c/json.h>

#include "file_parser.h"

/* A value. */
struct member {
	bool there;
	enum json_type type;
	char *text; /* of a string what it says, of all else as it is written; a NUL stands behind it */
	size_t len, capacity;
	struct cmh_position at;
};

struct json {
	struct file_parser *p;
	struct cmh_error *err;
	struct json_tokener *tokener;
	size_t at;           /* in the reader's line */
	bool ended;
	struct member piece; /* what was cut out of the file last, as it is written */
};

/* Begins with the reader's present line. Release with json_end() always. */
enum cmh_status json_begin(struct json *j, struct file_parser *p, struct cmh_error *err);
void json_end(struct json *j);

/* The next character that is no blank, EOF at the end; and the way behind it. */
int json_peek(struct json *j);
void json_step(struct json *j);

/* Reads a value. The text of `m` is used again, and owned by the caller. */
enum cmh_status json_read(struct json *j, struct member *m);

/* Reads the name of a member, with its quotes, into the piece, and the colon. */
enum cmh_status json_name(struct json *j);

/*
 * Moves to the i-th value, from 0, between two brackets: behind the first one,
 * which must stand here, or a comma. *more: there is one; else it is behind the
 * second one.
 */
enum cmh_status json_next(struct json *j, const char *brackets, size_t i, bool *more);

/* A fault at the next character. */
enum cmh_status json_fail(struct json *j, const char *message);

#endif
