/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of the library share. The one place that includes libcmap's header. */
#ifndef CMH_INTERNAL_H
#define CMH_INTERNAL_H

#include <corosync/cmap.h>
#include <pthread.h>
#include <stdatomic.h>

#include "cmh.h"

/* ---- error.c: the border between libcmap's errors and ours -------------- */

/* What was being done. Bits, so that a row of the table can fit several. */
enum doing {
	DO_CONNECT = 1 << 0,
	DO_GET = 1 << 1,
	DO_LIST = 1 << 2,
	DO_SET = 1 << 3,
	DO_STEP = 1 << 4,
	DO_DELETE = 1 << 5,
	DO_TRACK = 1 << 6,
	DO_WRITE = DO_SET | DO_STEP | DO_DELETE,
	DO_READ = DO_GET | DO_LIST,
	DO_ANY = DO_CONNECT | DO_READ | DO_WRITE | DO_TRACK,
};

/* An attempt that failed, as the border needs to know it. */
struct attempt {
	enum doing doing;
	enum cmh_map map;
	const char *key; /* NULL: none */
	pid_t pid;       /* of corosync, 0: not known */
	uid_t peer_uid;  /* who answered, for CS_ERR_SECURITY */
	unsigned ms;     /* how long it was waited for, for the timeout */
};

/* Fills `err` (may be NULL) for what libcmap returned. */
enum cmh_status error_from_cmap(struct cmh_error *err, const struct attempt *attempt, cs_error_t rc, int os_errno);

/* No answer in time; `again`: corosync answered, and every time "try again". */
enum cmh_status error_timeout(struct cmh_error *err, const struct attempt *attempt, bool again);

/* The caller did not want to wait any longer. */
enum cmh_status error_interrupted(struct cmh_error *err, const struct attempt *attempt);

/* An error of our own, with a hint or NULL. Both are printf formats over the same arguments: `hint` takes none. */
enum cmh_status error_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

enum cmh_status error_no_memory(struct cmh_error *err);

/* Makes `to` a copy of `from`. */
void error_copy(struct cmh_error *to, const struct cmh_error *from);

/* ---- value.c ----------------------------------------------------------- */

enum {
	/*
	 * Every get passes a buffer of this size: corosync 3.1.7 dies of a NULL
	 * buffer and writes past a short one in the stats map.
	 */
	RAW_SIZE = CMH_VALUE_MAX + 64,
};

/* What libcmap read → a value. CS_ERR_MESSAGE_ERROR: a length that does not fit the type. CS_ERR_NO_MEMORY. */
cs_error_t value_from_cmap(struct cmh_value *out, cmap_value_types_t type, const void *raw, size_t len);

/* Makes `to` a copy of `from`. False: out of memory. */
bool value_copy(struct cmh_value *to, const struct cmh_value *from);

/* A value → what cmap_set() takes: `*raw` points into `value` or into `scratch`, 8 bytes long. Returns the length. */
size_t value_to_cmap(const struct cmh_value *value, void *scratch, const void **raw);

/* ---- quote.c ----------------------------------------------------------- */

/* Whether a str cannot be shown as it stands. */
bool quote_needed(const char *bytes, size_t len);

/* The value of a hexadecimal digit; -1: it is none. */
int hex_digit(char c);

/* ---- conn.c: one connection, and the thread that owns it --------------- */

struct conn;
struct job;

/* One kind of request. `run` is called on the connection's thread and may be called again after CS_ERR_TRY_AGAIN. */
struct op {
	enum doing doing;
	cs_error_t (*run)(struct job *job, cmap_handle_t cmap);
	bool patient; /* waits for a corosync that is not there */
};

/*
 * A request under way. It owns all that it needs, because the caller may have
 * gone when libcmap returns.
 */
struct scope;

struct job {
	const struct op *op;
	struct conn *conn;          /* the connection that runs it */
	enum cmh_map map;
	char *key;                  /* a key or a raw prefix */
	int by;                     /* DO_STEP */
	struct cmh_value value;     /* DO_SET: to write; DO_GET: what was read */
	struct cmh_entries entries; /* DO_LIST: found; fetch: to fill */
	size_t mark;                /* DO_LIST: entries from here on are this map's; fetch: the next to fill */
	bool listed;                /* fetch: the keys come from a list, so a missing one has vanished */
	struct scope *scope;        /* DO_TRACK: what is watched; NULL else */
	bool names;                 /* DO_TRACK: without values */
	bool refresh;               /* DO_TRACK: `entries` has the names that are known */
	bool have_list;             /* DO_TRACK: the names are there, the values are being read */
	char *raw;                  /* RAW_SIZE bytes for values */
	enum doing failed;          /* where `rc` comes from: DO_CONNECT or op->doing */
	cs_error_t rc;
	int os_errno;
};

struct job *job_new(const struct op *op, const char *key);
void job_free(struct job *job);

/* For `run`: notes that corosync answered just now. False: the caller has gone, give up. */
bool job_goes_on(struct job *job);

/* The server has closed the connection. Costs it nothing to find out. */
bool conn_hung_up(cmap_handle_t cmap);

/* Makes the connection's thread; connects when the first job comes. NULL: no memory, no threads, no descriptors. */
struct conn *conn_new(enum cmh_map map);

/* Ends the thread, waiting for it at most `ms`; what is stuck cleans up after itself when libcmap returns. */
void conn_close(struct conn *conn, unsigned ms);

struct conn_state {
	bool connected;
	bool lost;
	pid_t pid;
	unsigned opened; /* how often a connection was opened */
};

void conn_state(struct conn *conn, struct conn_state *out);

/* Gives a job to the connection, which must have none. */
void conn_submit(struct conn *conn, struct job *job);

/* Takes the job back; NULL: it is still under way, or there is none. */
struct job *conn_take(struct conn *conn);

/* The error of a job that came back; CMH_OK when it has none. */
enum cmh_status conn_result(struct conn *conn, const struct job *job, struct cmh_error *err);

/*
 * Waits for a job that was submitted. When the wait ends first (timeout, cancel)
 * the job belongs to the thread, *job and *conn become NULL, and `state` is how
 * the connection was then.
 */
enum cmh_status conn_wait(struct conn **conn, struct job **job, const struct cmh_options *options,
			  struct conn_state *state, struct cmh_error *err);

/* Submits a job and waits for it. */
enum cmh_status conn_call(struct conn **conn, struct job **job, const struct cmh_options *options,
			  struct conn_state *state, struct cmh_error *err);

/* Readable when a job came back, or when the feed has something. Emptied by conn_calm(). */
int conn_fd(const struct conn *conn);
void conn_calm(struct conn *conn);

/* ---- event.c: events on their way to the reader ------------------------- */

struct waiting;
struct report;

struct events {
	struct waiting *first, *last; /* oldest first */
};

/* Appends an event, whose contents it takes. False: out of memory, they are released. */
bool events_push(struct events *events, struct cmh_event event);

/* Moves the oldest event to `out`. False: there is none. */
bool events_pop(struct events *events, struct cmh_event *out);
void events_clear(struct events *events);

/* Appends an event for each difference between two sorted lists. `names`: values are not looked at. False: out of memory. */
bool events_compare(struct events *events, enum cmh_map map, enum cmh_source source, const struct cmh_entries *old,
		    const struct cmh_entries *now, bool names);

/* Appends an event of a kind for each entry. False: out of memory. */
bool events_list(struct events *events, enum cmh_event_kind kind, enum cmh_map map, const struct cmh_entries *entries);

/*
 * Brings the sorted `keys` up to date with a report, whose contents it takes,
 * and appends an event unless the keys tell that already. False: out of memory.
 */
bool events_report(struct events *events, enum cmh_map map, struct cmh_entries *keys, bool names,
		   struct report *report);

/* ---- walk.c, fetch.c --------------------------------------------------- */

/* On the connection's thread: the names below job->key, and the values of job->entries. */
cs_error_t run_list(struct job *job, cmap_handle_t cmap);
cs_error_t run_fetch(struct job *job, cmap_handle_t cmap);

/* On the connection's thread: reads one value. */
cs_error_t get_value(struct job *job, cmap_handle_t cmap, const char *key, struct cmh_value *out);

/* The prefix that corosync is asked for, for a path: "a." for "a", which run_list() looks for, too. Owned by the caller; NULL: out of memory. */
char *path_prefix(const char *path);

void entries_sort(struct cmh_entries *entries);

/* Sorts, and keeps what the path covers. */
void entries_settle(struct cmh_entries *entries, const char *path);

/* Leaves out keys that vanished while their values were read. */
void entries_drop_vanished(struct cmh_entries *entries);

/* ---- entries.c --------------------------------------------------------- */

/* Appends a key and returns its entry; NULL: out of memory. */
struct cmh_entry *entries_push(struct cmh_entries *entries, const char *key);

/* The place of a key in a sorted list: its own, or where it belongs; *found tells which. */
size_t entries_seek(const struct cmh_entries *entries, const char *key, bool *found);

/* Puts an entry in at a place. NULL: out of memory. */
struct cmh_entry *entries_insert(struct cmh_entries *entries, size_t at, const char *key);

void entries_remove(struct cmh_entries *entries, size_t at);

/* Releases the entries from the n-th on. */
void entries_truncate(struct cmh_entries *entries, size_t n);

/* Moves the entries from the n-th on to `out`, which must be empty. False: out of memory, nothing has moved. */
bool entries_split(struct cmh_entries *entries, size_t n, struct cmh_entries *out);

/* Moves all entries of `from` behind those of `to`. False: out of memory, nothing has moved. */
bool entries_append(struct cmh_entries *to, struct cmh_entries *from);

/* ---- route.c: requests from handles to connections -------------------- */

/*
 * Runs a job on the handle's connection to `map`. When corosync does not answer
 * in time the job is the connection's, and *job becomes NULL.
 */
enum cmh_status handle_call(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err);

/* Whether corosync is behind the handle, and not a file. */
bool handle_is_live(const struct cmh_handle *handle);

/* The options of the handle's registry. */
const struct cmh_options *handle_options(const struct cmh_handle *handle);

/* Whether a path can cover keys of that map of the handle. */
bool handle_covers(const struct cmh_handle *handle, enum cmh_map map, const char *path);

/* The map of the handle that a key belongs to. */
enum cmh_map handle_route(const struct cmh_handle *handle, const char *key);

#endif
