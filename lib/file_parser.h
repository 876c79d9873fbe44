/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files of keys, read line by line. One parser with two modes: lenient, for a
 * saved map (saved.c), takes what it can and counts the rest; strict, for a file
 * whose values are to be set (file.c), ends at the first fault. A corosync.conf is
 * read for a saved map only.
 */
#ifndef CMH_FILE_PARSER_H
#define CMH_FILE_PARSER_H

#include "cmh_private.h"
#include "conf_folder.h"
#include "fault.h"
#include "file_bytes.h"
#include "map.h"

/* Why a key has no value. */
enum missing {
	MISSING_NOT,     /* it has one */
	MISSING_PRINTED, /* a bin that corosync-cmapctl printed without -b */
	MISSING_MASKED,  /* a secret */
	MISSING_ERROR,   /* it could not be read when the file was written */
};

/* A key as it is written in a file. */
struct found {
	const char *key;
	struct cmh_value value; /* with only its type when there is none */
	enum missing missing;
	const char *why;        /* MISSING_ERROR: the error of that time */
};

/* Fills `err` for a key without a value. Returns CMH_FAILED. */
enum cmh_status found_error(const struct found *found, const char *file, struct cmh_error *err);

/* What a snapshot says of itself. All may be NULL. */
struct file_head {
	enum map_set maps; /* MAPS_NONE: it is not a snapshot */
	char *time, *node, *cluster;
	char **paths; /* that it is limited to; NULL: everything */
	size_t n_paths;
};

void file_head_clear(struct file_head *head);

struct file_parser {
	FILE *in;
	const char *name; /* of the file, for errors */
	bool strict;
	enum cmh_text text; /* where it comes from, if it is lenient */
	bool (*take)(struct file_parser *p, const struct found *found); /* must make copies; false: out of memory */
	void *arg;

	char *line;                      /* the current one, without its end */
	size_t len, capacity;
	size_t number;                   /* of the line, from 1 */
	struct cmh_position at;          /* where the key that is given to `take` begins; in a corosync.conf, its value */
	struct cmh_position fault;       /* where the parser ended; line 0: nowhere */
	size_t left_out;                 /* lines that are not keys */
	struct cmh_line first_left_out[CMH_LINES_MAX];
	bool secret_before;              /* the line before this one had, or continued, a secret value */
	size_t taken;
	bool json, compressed;
	bool untyped;                    /* the file has no types: all values are str */
	enum file_coding coding;         /* that the bytes were converted from */
	bool conf;                       /* it is a corosync.conf: the next four are about it */
	size_t repeated;                 /* keys that another line of it sets again */
	struct cmh_line first_repeated[CMH_LINES_MAX];
	struct faults faults;            /* what corosync refuses */
	struct unread unread;            /* files beside it */
	const char *source;              /* with the key that is given to `take`: the file or node that the text names in front of it */
	size_t source_len;
	struct file_head head;
};

/* Moves to the next line. False: there is none, or the stream has an error. */
bool file_parser_next(struct file_parser *p);

/* Does the same, and leaves the characters that end the line at its end. */
bool file_parser_next_raw(struct file_parser *p);

/* Goes back to the beginning, so that the next line is the first one. False: the stream has an error. */
bool file_parser_rewind(struct file_parser *p);

/* Counts a line that is not a key, and keeps a copy of the first ones. False: out of memory. */
bool file_parser_leave_out(struct file_parser *p, size_t line);

/* Notes where the parser ends; the caller's error has the reason. Returns CMH_INVALID. */
enum cmh_status file_parser_fault(struct file_parser *p, size_t line, size_t column);

/* The same, and sets the error, which names neither file nor place. Returns CMH_INVALID, or CMH_FAILED: out of memory. */
enum cmh_status file_parser_fail(struct file_parser *p, size_t line, size_t column, struct cmh_error *err, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* Releases what the parser holds. */
void file_parser_clear(struct file_parser *p);

/* ---- one file for each form -------------------------------------------- */

/*
 * Reads all of the file, whatever its form (file_detect.c). CMH_INVALID: `fault` is the place; CMH_FAILED. Then
 * file_parser_clear(), always.
 */
enum cmh_status file_parse(struct file_parser *p, struct cmh_error *err);

/* From the current line on, text (file_text.c) or JSON (file_shapes.c). CMH_INVALID only in strict mode, and for broken JSON. */
enum cmh_status file_parse_text(struct file_parser *p, struct cmh_error *err);
enum cmh_status file_parse_json(struct file_parser *p, struct cmh_error *err);

/* From the next line on, a corosync.conf (file_conf.c). CMH_INVALID only in strict mode. */
enum cmh_status file_parse_conf(struct file_parser *p, struct cmh_error *err);

/* A value as cmapsh and corosync-cmapctl print it (printed.c). CMH_INVALID says what is wrong with it. */
enum cmh_status printed_parse(enum cmh_type type, const char *text, bool strict, struct cmh_value *out,
			      struct cmh_error *err);

/* The same, only as corosync-cmapctl -b prints it: a str is never quoted, and a bin never in hexadecimal digits. */
enum cmh_status printed_parse_cmapctl(enum cmh_type type, const char *text, struct cmh_value *out, struct cmh_error *err);

#endif
