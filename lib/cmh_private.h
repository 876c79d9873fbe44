/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the library gives to cmapsh, and to no other program. This header is not
 * installed, and libcmh.so does not export these functions: cmapsh is linked
 * with the library's objects. Conventions are those of cmh.h.
 */
#ifndef CMH_PRIVATE_H
#define CMH_PRIVATE_H

#include <stdio.h>

#include "cmh.h"

/* The version of the snapshots that cmapsh writes, and the newest that the library reads. */
enum { CMH_SNAPSHOT_VERSION = 1 };

/*
 * Reads one escape as cmh_quote() writes them. `*at` is after the backslash, and
 * is moved after the escape. False: it is not an escape, and `*at` stays.
 */
bool cmh_unquote_char(const char **at, char *byte);

/* Reads a str in double quotes, as cmh_quote() writes it. CMH_INVALID: the text is not one; CMH_FAILED: out of memory. */
enum cmh_status cmh_unquote(const char *text, struct cmh_value *out);

/*
 * Decodes the UTF-8 character at the beginning of `bytes`, which are at least
 * one. `plain` is false for one that moves the cursor, ends a line or is
 * invisible, so that cmh_quote() escapes it. Returns its length; 0: it is not
 * UTF-8.
 */
size_t cmh_utf8_decode(const char *bytes, size_t len, uint32_t *c, bool *plain);

/* Whether a text that is not a key, such as a line that somebody typed, names a secret key. */
bool cmh_text_names_secret(const char *text);

/* ---- Saved maps ---------------------------------------------------------- */

/* The length of the name of a file in "FILE#2", which is one of several maps in a file. `*part` receives the number; 0: it has none. */
size_t cmh_spec_file(const char *spec, size_t *part);

/* Where the text of a saved map comes from: how much of its bytes can be the work of a terminal, an editor or a mail. */
enum cmh_text {
	CMH_TEXT_PASTED,  /* people named it: colors are removed */
	CMH_TEXT_FILED,   /* a program filed what another one printed: escape sequences are of values */
	CMH_TEXT_CUT,     /* the same, and its end is missing: the map may have had more keys */
	CMH_TEXT_CMAPCTL, /* corosync-cmapctl -b printed it, or it is JSON: values are exact, except after a newline in them */
};

/*
 * Does what cmh_handle_open() does for a file, with a stream that the caller has
 * opened, and closes: of standard input, or of a program that unpacks the file.
 */
struct cmh_handle *cmh_handle_open_stream(struct cmh_context *cmh, FILE *in, enum cmh_text text, const char *spec, const char *name,
					  struct cmh_error *err);

/*
 * Adds to a saved map the keys of another one: those of icmap or of the statistics,
 * if it has none of that map. False: out of memory.
 */
bool cmh_handle_add_saved(struct cmh_handle *handle, const struct cmh_handle *from);

/* Gives a handle something of the program's, which its close releases with `release`; also if this is called again. */
void cmh_handle_attach(struct cmh_handle *handle, void *attached, void (*release)(void *));

/* What it was given. NULL: nothing. */
void *cmh_handle_attached(const struct cmh_handle *handle);

/* A place in a file, both from 1, the column in bytes. Line 0: none. */
struct cmh_position {
	size_t line, column;
};

/* The text of a corosync.conf that is open, as UTF-8. Valid as long as the handle. NULL: it is another map. */
const char *cmh_handle_text(const struct cmh_handle *handle);

/* Where a corosync.conf that is open has the value of a key. False: it is another map, or has no such key. */
bool cmh_handle_place(const struct cmh_handle *handle, const char *key, struct cmh_position *out);

/* ---- Sorted lists side by side ------------------------------------------ */

struct cmh_pairs {
	const struct cmh_entries *before, *after; /* both sorted */
	size_t i, j;                              /* the next of each; 0 at first */
};

/* Moves to the next key of either list. *before and *after are its entries; NULL: that list does not have it. False: the end. */
bool cmh_pairs_next(struct cmh_pairs *pairs, struct cmh_entry **before, struct cmh_entry **after);

/* ---- Quorum ------------------------------------------------------------- */

/* Whether the program was built with libvotequorum. */
bool cmh_has_votequorum(void);

/* A question about quorum that is under way, for a program that does not wait. */
struct cmh_question;

/* Asks. The caller drops the question. NULL: see `err`. */
struct cmh_question *cmh_quorum_ask(struct cmh_error *err);

/* A descriptor that is readable when the answer is there. */
int cmh_quorum_fd(const struct cmh_question *question);

/* Takes the answer. CMH_TIMEOUT: it is not there yet; CMH_FAILED: there is none, see `err`. Never waits. */
enum cmh_status cmh_quorum_take(struct cmh_question *question, struct cmh_quorum *out, struct cmh_error *err);

/* Forgets a question, answered or not. Takes NULL. */
void cmh_quorum_drop(struct cmh_question *question);

/* ---- Requests ----------------------------------------------------------- */

/* How many requests were sent to corosync's maps so far: by the handles of a context, without its watches; by a watch. */
uint64_t cmh_context_requests(const struct cmh_context *cmh);
uint64_t cmh_watch_requests(const struct cmh_watch *watch);

/* ---- Readings ----------------------------------------------------------- */

/* Lists and reads on the handle, with any number of calls. It may be called again: it begins by forgetting what it has read. */
typedef enum cmh_status cmh_reading_fn(struct cmh_handle *handle, void *arg, struct cmh_error *err);

/*
 * Calls `read`. All that it lists and reads comes from one corosync: if that was
 * restarted in between, `read` is called again. If that does not help either, it
 * fails with CMH_REASON_RESTARTED.
 */
enum cmh_status cmh_read_together(struct cmh_handle *handle, cmh_reading_fn *read, void *arg, struct cmh_error *err);

/*
 * From `hold` to its end, all that is listed, read and changed on the handle is of
 * one corosync. The first function that reads from it can begin again. A later
 * one that meets another corosync fails with CMH_REASON_RESTARTED; a change is
 * then not sent.
 */
void cmh_reading_hold(struct cmh_handle *handle, bool hold);

/* ---- Files of keys ------------------------------------------------------ */

/* What cmh_file_read() has read. Release it with cmh_file_clear(). */
struct cmh_file {
	char *bytes;              /* the complete file, followed by a NUL */
	size_t len;
	bool json;                /* it was taken for JSON, else for text */
	bool conf;                /* it is a corosync.conf, which cannot be read as keys to set: CMH_INVALID */
	struct cmh_entries keys;  /* in the order of the file; one that it has twice is here twice */
	struct cmh_position *places; /* where each of them begins */
	size_t capacity;             /* of `places` */
	struct cmh_position fault;   /* with CMH_INVALID: what cannot be read */
};

#define CMH_FILE_INIT { NULL, 0, false, false, CMH_ENTRIES_INIT, NULL, 0, { 0, 0 } }

/*
 * Reads keys and values from a file, strictly: it ends at the first line that is
 * not a key. The file holds either lines as cmapsh and corosync-cmapctl print
 * them (KEY (TYPE) = VALUE, also empty lines and # comments), one for each key: a
 * str of several lines must be cmh_quote()d; or JSON as cmapsh prints and saves
 * it.
 *   in    read to its end; may be a pipe or a terminal
 *   name  of the file, for errors
 *   out   CMH_FILE_INIT; owned by the caller, also after a failure: `bytes` is
 *         there whenever the file could be read
 * A key whose value the file does not have (a masked secret, a bin that was
 * printed without -b) is an entry with an `error`. The maps of entries are those
 * that their names belong to. CMH_INVALID: something cannot be read, and `fault`
 * is its place, which the error does not repeat; or `in` is a device, which may
 * have no end, and the fault has no line. CMH_FAILED: the file cannot be read, or
 * memory is short.
 */
enum cmh_status cmh_file_read(FILE *in, const char *name, struct cmh_file *out, struct cmh_error *err);

/* Releases everything and sets the file back to CMH_FILE_INIT. */
void cmh_file_clear(struct cmh_file *file);

#endif
