/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files with keys in them. One reader, in snapshot_text.c and snapshot_json.c,
 * has two attitudes: a saved map (snapshot.c) takes what it can and counts the
 * rest, a file that is to be loaded (snapshot_file.c) ends at its first fault.
 */
#ifndef CMH_SNAPSHOT_H
#define CMH_SNAPSHOT_H

#include <stdio.h>

#include "internal.h"

/* ---- snapshot.c: saved maps --------------------------------------------- */

struct snapshot;

/* Reads a file. NULL: see `err`. */
struct snapshot *snapshot_open(const char *file, struct cmh_error *err);
void snapshot_free(struct snapshot *snapshot);

/* Does what a connection's thread does for live maps: answers reads, refuses changes. */
enum cmh_status snapshot_serve(const struct snapshot *snapshot, struct job *job, struct cmh_error *err);

/* Fills in what is known of the file. */
void snapshot_info(const struct snapshot *snapshot, struct cmh_handle_info *out);

/* Whether it would have the key if there had been one. */
bool snapshot_covers(const struct snapshot *snapshot, const char *key);

/* ---- snapshot_read.c: a file, line by line ------------------------------ */

/* Why a key has no value. */
enum missing {
	MISSING_NOT,     /* it has one */
	MISSING_PRINTED, /* a bin that corosync-cmapctl printed without -b */
	MISSING_MASKED,  /* a secret */
	MISSING_ERROR,   /* it could not be read when the file was written */
};

/* A key as it stands in a file. */
struct found {
	const char *key;
	struct cmh_value value; /* with its type alone when there is none */
	enum missing missing;
	const char *why;        /* MISSING_ERROR */
};

/* Fills `err` for a key without a value. */
enum cmh_status found_error(const struct found *found, const char *file, struct cmh_error *err);

/* What a snapshot says of itself. All may be NULL. */
struct snapshot_head {
	char *map, *time, *node, *cluster;
	char **paths; /* that it holds; NULL: everything */
	size_t n_paths;
};

void snapshot_head_clear(struct snapshot_head *head);

/* A file that is being read. */
struct reader {
	FILE *in;
	const char *name; /* of the file, for errors */
	bool strict;      /* the first fault ends it */
	bool (*take)(struct reader *r, const struct found *found); /* makes copies; false: out of memory */
	void *arg;

	char *line;         /* the present one, without its end */
	size_t len, capacity;
	size_t number;      /* of it, from 1 */
	struct cmh_position at;    /* where the key that is given to `take` begins */
	struct cmh_position fault; /* where it ended; line 0: nowhere */
	size_t left_out, first_left_out; /* lines that are no keys */
	size_t taken;
	bool json, compressed;
	struct snapshot_head head;
};

/* Reads all of it. CMH_INVALID: `fault` says where; CMH_FAILED. Release with reader_clear() always. */
enum cmh_status reader_run(struct reader *r, struct cmh_error *err);
void reader_clear(struct reader *r);

/* How many bytes the byte order mark takes that a text begins with; 0: there is none. */
size_t mark_length(const char *text);

/* Moves to the next line. False: there is none, or an error of the stream. */
bool reader_next(struct reader *r);

/* Counts a line that is no key. */
void reader_leave_out(struct reader *r, size_t line);

/* Notes where it ends; returns CMH_INVALID. The reason is in the caller's error. */
enum cmh_status reader_fault(struct reader *r, size_t line, size_t column);

/* The same with an error of its own, without the name of the file and the place. */
enum cmh_status reader_fail(struct reader *r, size_t line, size_t column, struct cmh_error *err, const char *message, ...)
	__attribute__((format(printf, 5, 6)));

/* From the present line on. CMH_INVALID only where the reader is strict, and where JSON is broken. */
enum cmh_status read_text(struct reader *r, struct cmh_error *err);
enum cmh_status read_json(struct reader *r, struct cmh_error *err);

/* A value as cmapsh and corosync-cmapctl print it. CMH_INVALID says what is wrong with it. */
enum cmh_status parse_printed(enum cmh_type type, const char *text, bool strict, struct cmh_value *out,
			      struct cmh_error *err);

/* ---- snapshot_store.c: keys and values, close together ------------------ */

struct store {
	char *block;   /* a record a key: its name, then what stands in snapshot_store.c */
	size_t used, capacity;
	size_t *at;    /* where each record begins */
	size_t n, n_capacity;
};

/* False: out of memory. */
bool store_add(struct store *store, const struct found *found);

/* Sorts by name, keeps the first of those that have the same, and gives back spare memory. Returns how many went. */
size_t store_settle(struct store *store);

const char *store_key(const struct store *store, size_t i);
enum cmh_type store_type(const struct store *store, size_t i);

/* A key with all that is known of it. The value is owned by the caller, texts by the store. False: out of memory. */
bool store_get(const struct store *store, size_t i, struct found *out);

/* The place of a key; store->n: there is none. */
size_t store_seek(const struct store *store, const char *key);
void store_clear(struct store *store);

#endif
