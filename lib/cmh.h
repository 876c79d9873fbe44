/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libcmh: handles on Corosync's configuration map.
 *
 * A thin layer over libcmap that makes it safe to use from a program that a
 * person waits for: every request runs on the connection's own thread and the
 * caller waits with a deadline, no request is sent that could harm the daemon,
 * and every error says what happened, to what, and what to do next.
 *
 * Conventions
 *   Functions that can fail return enum cmh_status and take, last, a struct
 *   cmh_error * that receives the reason. It may be NULL. It must have been
 *   initialised with CMH_ERROR_INIT and is released with cmh_error_clear().
 *   Outputs are left alone on failure unless said otherwise.
 *   "Owned by the caller" means: release it with the function named there.
 *   Every _clear() and _free() takes NULL and what was already released.
 *   One struct cmh_context and its handles belong to one thread at a time.
 *   Numbers in text are in the C locale, whatever the program's locale is.
 *
 * The calls of libcmap that a function rests on are named after "See".
 */
#ifndef CMH_H
#define CMH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CMH_API __attribute__((visibility("default")))

/* The version of the library, such as "0.1.0". Static. */
CMH_API const char *cmh_version(void);

/* The maps of corosync, with libcmap's own numbers. See cmap_initialize_map(3). */
enum cmh_map {
	CMH_ICMAP = 0, /* configuration and runtime state */
	CMH_STATS = 1, /* statistics */
};

/* "icmap" or "stats". Static. */
CMH_API const char *cmh_map_name(enum cmh_map map);

/* The map that a key of that name belongs to, where both are one tree: what is at or below "stats" is of CMH_STATS. */
CMH_API enum cmh_map cmh_key_map(const char *key);

/* ---- Errors ------------------------------------------------------------ */

/* What a caller does next depends on this; the details are in struct cmh_error. */
enum cmh_status {
	CMH_OK = 0,
	CMH_NOT_FOUND,   /* the key does not exist */
	CMH_INVALID,     /* the request is wrong in itself; nothing was sent */
	CMH_REFUSED,     /* no permission, or a read-only key */
	CMH_UNREACHABLE, /* corosync is not running, or the connection was lost */
	CMH_FAILED,      /* another error of cmap or of the system */
	CMH_TIMEOUT,     /* no answer within the timeout */
	CMH_INTERRUPTED, /* the caller's `cancel` gave up */
};

/*
 * Why a call failed. `message` is one line without a full stop that names the
 * thing ("no key \"totem.tokn\" in icmap"), `hint` one line that says what to
 * do, or NULL. Both are owned by the struct.
 */
struct cmh_error {
	enum cmh_status status;
	int number;    /* the cs_error_t that libcmap returned; 0: corosync was not asked */
	int os_errno;  /* the errno behind it; 0: none */
	char *message; /* NULL only when memory was short: use cmh_error_message() */
	char *hint;
};

#define CMH_ERROR_INIT { CMH_OK, 0, 0, NULL, NULL }

/* Releases the texts and sets the error back to CMH_ERROR_INIT. */
CMH_API void cmh_error_clear(struct cmh_error *err);

/* The message, never NULL. Valid as long as the error is unchanged. */
CMH_API const char *cmh_error_message(const struct cmh_error *err);

/* One cs_error_t as cmap uses it. All texts are static. */
struct cmh_error_info {
	int number;         /* the value of the cs_error_t */
	const char *symbol; /* "CS_ERR_NOT_EXIST" */
	const char *meaning;
	const char *advice; /* what to do */
};

/* The table of all cs_error_t, by number. `n` receives its length. Static. See corotypes.h. */
CMH_API const struct cmh_error_info *cmh_error_table(size_t *n);

/* One row of the table by number; NULL for an unknown number. Static. */
CMH_API const struct cmh_error_info *cmh_error_by_number(int number);

/* ---- Values ------------------------------------------------------------ */

/* The types of cmap, with libcmap's own numbers. See cmap_get(3). */
enum cmh_type {
	CMH_NONE = 0, /* no value */
	CMH_I8 = 1, CMH_U8, CMH_I16, CMH_U16, CMH_I32, CMH_U32, CMH_I64, CMH_U64,
	CMH_FLT, CMH_DBL, CMH_STR, CMH_BIN,
};

enum {
	CMH_TYPE_MAX = CMH_BIN,
	CMH_NAME_MIN = 3,       /* length of a key name in bytes */
	CMH_NAME_MAX = 255,
	CMH_VALUE_MAX = 16384,  /* length of a value in bytes, the NUL of a str included */
};

/* A typed value. Release it with cmh_value_clear(). */
struct cmh_value {
	enum cmh_type type;
	size_t len; /* str, bin: bytes in `bytes`, without the NUL that always follows them */
	union {
		int64_t i;   /* i8 … i64 */
		uint64_t u;  /* u8 … u64 */
		float f;     /* flt */
		double d;    /* dbl */
		char *bytes; /* str, bin; owned by the struct; NULL when only the type is known */
	};
};

#define CMH_VALUE_INIT { CMH_NONE, 0, { 0 } }

/* "u32" and the like; "none" for CMH_NONE. Static. */
CMH_API const char *cmh_type_name(enum cmh_type type);

/* The type of that name; CMH_NONE when there is none. */
CMH_API enum cmh_type cmh_type_by_name(const char *name);

/* True for i8 to u64: the types that cmh_add() takes. */
CMH_API bool cmh_type_is_integer(enum cmh_type type);

/*
 * Reads a value of `type` from `text`, whole and strictly: integers in decimal
 * or, after 0x, hexadecimal, within the type's range; flt and dbl as strtod(3)
 * reads them but never rounded to infinity; bin as 0x and pairs of hexadecimal
 * digits; str as it stands. `out` is owned by the caller. CMH_INVALID says what
 * is wrong with the text.
 */
CMH_API enum cmh_status cmh_value_parse(enum cmh_type type, const char *text, struct cmh_value *out,
					struct cmh_error *err);

/* Makes a str or bin of `len` bytes. `out` is owned by the caller. CMH_INVALID: too long, or a str with a NUL. */
CMH_API enum cmh_status cmh_value_bytes(enum cmh_type type, const void *bytes, size_t len, struct cmh_value *out,
					struct cmh_error *err);

/*
 * The exact text of a value. A str stands as it is unless it has control
 * characters, bytes that are not UTF-8, or begins with a double quote: then it
 * is cmh_quote()d. flt and dbl: the shortest text that reads back to the same
 * value. Owned by the caller (free(3)); NULL: out of memory.
 */
CMH_API char *cmh_value_text(const struct cmh_value *value);

/* True when type and value are the same, bit for bit. */
CMH_API bool cmh_value_equal(const struct cmh_value *a, const struct cmh_value *b);

/* Releases the bytes and sets the value back to CMH_VALUE_INIT. */
CMH_API void cmh_value_clear(struct cmh_value *value);

/*
 * Bytes as a C string in double quotes that holds no control character: \n \t
 * \r \\ \" and, for every other byte that needs it, \x and two digits. Owned by
 * the caller (free(3)); NULL: out of memory.
 */
CMH_API char *cmh_quote(const char *bytes, size_t len);

/*
 * Reads one escape as cmh_quote() writes them. `*at` stands behind the
 * backslash and is moved behind the escape. False: no such escape; `*at` stays.
 */
CMH_API bool cmh_unquote_char(const char **at, char *byte);

/*
 * Decodes the character of UTF-8 that `bytes` begin with, at least one byte.
 * `plain` is false when it would move the cursor, end a line or hide something,
 * so that cmh_quote() escapes it. Returns its length; 0: this is no UTF-8.
 */
CMH_API size_t cmh_utf8_decode(const char *bytes, size_t len, uint32_t *c, bool *plain);

/* ---- Names and paths --------------------------------------------------- */

/* The characters of names. */
#define CMH_NAME_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/:"

/*
 * Whether `name` can be the name of a key: 3 to 255 of A-Z a-z 0-9 . _ - / :
 * CMH_INVALID says which rule it breaks. Nothing is sent.
 */
CMH_API enum cmh_status cmh_name_check(const char *name, struct cmh_error *err);

/* The natural order of names, as strcmp(3) tells it: node.2 before node.10, a.b before a_b. */
CMH_API int cmh_name_cmp(const char *a, const char *b);

/*
 * Whether a path covers a key. A path is made of whole components: "a.b" and
 * "a.b." cover a.b and all below a.b., never a.bc. "a.b*" is a raw prefix. ""
 * covers everything.
 */
CMH_API bool cmh_path_covers(const char *path, const char *key);

/* What a program shows in place of a secret value. */
#define CMH_MASK "********"

/*
 * Whether the value of a key is a secret, such as totem.key. The library hands
 * it out like any other: a program that shows or stores values masks it.
 */
CMH_API bool cmh_key_is_secret(const char *key);

/* Whether a text that is no key, such as a line that somebody typed, names a secret key. */
CMH_API bool cmh_text_names_secret(const char *text);

/* ---- The registry of handles ------------------------------------------- */

/* Holds the open handles and what they share. */
struct cmh_context;

/* An open map. */
struct cmh_handle;

struct cmh_options {
	unsigned timeout_ms;      /* how long to wait for an answer of corosync */
	int cancel_fd;            /* when it is readable, `cancel` decides about a waiting call; -1: none */
	bool (*cancel)(void *arg); /* true: give up, with CMH_INTERRUPTED; NULL: always */
	void (*slow)(void *arg);  /* called once in a call that has waited for 1 s; may be NULL */
	void *arg;
};

#define CMH_OPTIONS_INIT { 10000, -1, NULL, NULL, NULL }

/* Makes an empty registry. Owned by the caller (cmh_context_free()). NULL: out of memory. */
CMH_API struct cmh_context *cmh_context_new(const struct cmh_options *options);

/* The options, which may be changed between two calls. Valid as long as the registry. */
CMH_API struct cmh_options *cmh_context_options(struct cmh_context *cmh);

/* Closes every handle and releases the registry. Waits a moment for corosync, and never longer than the timeout. */
CMH_API void cmh_context_free(struct cmh_context *cmh);

/*
 * Opens a map and makes it the current handle. Several handles may be open at
 * once, on the same map too; each has its own connection.
 *   spec  "icmap", "stats": one map; connects at once.
 *         "live": both as one tree, where names whose first component is
 *         "stats" are in the stats map; connects to each when first needed.
 *         a path with a slash or a dot in it: a snapshot of cmapsh, JSON that
 *         it printed, or text that corosync-cmapctl or cmapsh printed, as
 *         support tools save it, other lines among it. It is read whole, and
 *         can only be read; corosync is not needed.
 *   name  of the handle; NULL: the spec without folders, with a number behind
 *         it if that is taken.
 * A connection that was lost is opened again by the next call. The handle is
 * owned by the registry and lives until cmh_handle_close() or cmh_context_free(). NULL: an
 * error; each of CMH_INVALID (no such spec, name taken), CMH_UNREACHABLE,
 * CMH_REFUSED, CMH_TIMEOUT, CMH_INTERRUPTED, CMH_FAILED is possible.
 * See cmap_initialize_map(3).
 */
CMH_API struct cmh_handle *cmh_handle_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err);

/* Closes a handle and ends its connections. If it was the current one, the handle opened last before it becomes that. See cmap_finalize(3). */
CMH_API void cmh_handle_close(struct cmh_handle *handle);

/* The handle of that name; NULL: there is none. */
CMH_API struct cmh_handle *cmh_handle_by_name(struct cmh_context *cmh, const char *name);

/* Makes a handle the current one. */
CMH_API void cmh_use(struct cmh_handle *handle);

/* The current handle; NULL: none is open. */
CMH_API struct cmh_handle *cmh_current(struct cmh_context *cmh);

/* The handles in the order of opening: pass NULL for the first. NULL: the end. */
CMH_API struct cmh_handle *cmh_handle_next(struct cmh_context *cmh, const struct cmh_handle *after);

/* What is known of a handle without asking corosync. Texts are valid until the next call on the handle. */
struct cmh_handle_info {
	const char *name;
	const char *spec;
	bool connected;              /* a connection stood at the last call */
	bool lost;                   /* the last call found corosync gone */
	pid_t pid;                   /* of the corosync connected to last; 0: never connected */
	unsigned reopened;           /* how often a connection was opened again */
	const char *map;             /* what it holds: "live", "icmap" or "stats" */
	bool saved;                  /* a file: what follows is about it */
	size_t left_out;             /* how many of its lines are no keys */
	size_t first_left_out;       /* the number of the first of them, from 1 */
	const char *time, *node, *cluster; /* as a snapshot says it, the time as in ISO 8601; NULL: not known */
	char *const *paths;          /* that a snapshot was limited to */
	size_t n_paths;              /* 0: it was not, or is none */
	const struct cmh_error *last_error; /* of the last call that failed; status CMH_OK: none did */
};

CMH_API void cmh_handle_info(const struct cmh_handle *handle, struct cmh_handle_info *out);

/* ---- Reading ----------------------------------------------------------- */

/* A key and what is known of it. */
struct cmh_entry {
	char *key;
	enum cmh_map map; /* where it was looked for */
	struct cmh_value value;
	struct cmh_error *error; /* why the value could not be read; NULL: it was, or was not asked for */
};

/* A list of keys. Release it with cmh_entries_clear(). */
struct cmh_entries {
	struct cmh_entry *v;
	size_t n;
	size_t capacity;
};

#define CMH_ENTRIES_INIT { NULL, 0, 0 }

/* Appends a key, of which a copy is made. CMH_FAILED: out of memory. */
CMH_API enum cmh_status cmh_entries_add(struct cmh_entries *entries, const char *key, struct cmh_error *err);

/* Keeps the entries for which `keep` returns true, in their order. */
CMH_API void cmh_entries_filter(struct cmh_entries *entries, bool (*keep)(const struct cmh_entry *, void *),
				void *arg);

/* Sorts by name, in the order of cmh_name_cmp(). */
CMH_API void cmh_entries_sort(struct cmh_entries *entries);

/* Releases everything and sets the list back to CMH_ENTRIES_INIT. */
CMH_API void cmh_entries_clear(struct cmh_entries *entries);

/*
 * Reads one key: one request. `out` is owned by the caller.
 * CMH_NOT_FOUND: there is no such key. See cmap_get(3).
 */
CMH_API enum cmh_status cmh_get(struct cmh_handle *handle, const char *key, struct cmh_value *out,
				struct cmh_error *err);

/*
 * Lists the keys that a path covers (cmh_path_covers()), in natural order, with
 * their types and without values: one request a key. The keys are appended to
 * `out`, owned by the caller. No key at all is not an error. See
 * cmap_iter_init(3), cmap_iter_next(3).
 */
CMH_API enum cmh_status cmh_list(struct cmh_handle *handle, const char *path, struct cmh_entries *out,
				 struct cmh_error *err);

/*
 * Reads the values of the keys in a list: one request a key. A key that cannot
 * be read gets its `error`; the others are read all the same. On failure of the
 * whole, when corosync is lost for one, the list is empty. See cmap_get(3).
 */
CMH_API enum cmh_status cmh_read_keys(struct cmh_handle *handle, struct cmh_entries *entries, struct cmh_error *err);

/*
 * The same for keys that cmh_list() found: those that have vanished since are
 * taken out of the list. One that is still listed and cannot be read has its
 * `error`.
 */
CMH_API enum cmh_status cmh_read_existing(struct cmh_handle *handle, struct cmh_entries *entries,
					 struct cmh_error *err);

/* cmh_list() and cmh_read_existing() in one: every key that a path covers, with its value. */
CMH_API enum cmh_status cmh_read_all(struct cmh_handle *handle, const char *path, struct cmh_entries *out,
				 struct cmh_error *err);

/*
 * Whether the map would show a key if there were one: false for a saved map of
 * other paths, or of the other map. Tells a key that is not there from one that
 * nobody asked for. Nothing is sent.
 */
CMH_API bool cmh_handle_covers(const struct cmh_handle *handle, const char *key);

/* ---- Files with keys in them -------------------------------------------- */

/* A place in a file, both from 1, the column in bytes. Line 0: none. */
struct cmh_position {
	size_t line, column;
};

/* What cmh_file_read() read. Release it with cmh_file_clear(). */
struct cmh_file {
	char *bytes;              /* the whole file, with a NUL behind it */
	size_t len;
	bool json;                /* it was taken for JSON, else for text */
	struct cmh_entries keys;  /* in the order of the file; one that is there twice is here twice */
	struct cmh_position *places; /* where each of them begins */
	size_t capacity;             /* of `places` */
	struct cmh_position fault;   /* with CMH_INVALID: what cannot be read */
};

#define CMH_FILE_INIT { NULL, 0, false, CMH_ENTRIES_INIT, NULL, 0, { 0, 0 } }

/*
 * Reads keys and values from a file, strictly: it ends at the first line that
 * is none. The file holds either lines as cmapsh and corosync-cmapctl print
 * them (KEY (TYPE) = VALUE, with empty lines and # comments), one a key: a str
 * of several lines must be cmh_quote()d; or JSON as cmapsh prints and saves it.
 *   in    read to its end; may be a pipe
 *   name  of the file, for the errors of entries
 *   out   CMH_FILE_INIT; owned by the caller, after a failure, too: `bytes` is
 *         there whenever the file could be read
 * A key whose value the file does not have (a masked secret, a bin that was
 * printed without -b) is an entry with an `error`. The maps of entries are those
 * that their names belong to. CMH_INVALID: something cannot be read, and
 * `fault` is its place; the error does not repeat it. CMH_FAILED: the file
 * cannot be read, or memory is short.
 */
CMH_API enum cmh_status cmh_file_read(FILE *in, const char *name, struct cmh_file *out, struct cmh_error *err);

/* Releases everything and sets the file back to CMH_FILE_INIT. */
CMH_API void cmh_file_clear(struct cmh_file *file);

/* ---- Writing ----------------------------------------------------------- */

/*
 * Each is one request and is never repeated on a doubt: when the connection is
 * lost while it is under way, the error says that it may or may not have been
 * carried out. All may return CMH_REFUSED (read-only key, the stats map).
 */

/* Sets a key, creating it when needed. The type of an existing key may change. See cmap_set(3). */
CMH_API enum cmh_status cmh_set(struct cmh_handle *handle, const char *key, const struct cmh_value *value,
				struct cmh_error *err);

/* Adds `by`, 1 or -1, to an integer key. corosync wraps at the limits of the type. See cmap_inc(3), cmap_dec(3). */
CMH_API enum cmh_status cmh_add(struct cmh_handle *handle, const char *key, int by, struct cmh_error *err);

/* Deletes a key. See cmap_delete(3). */
CMH_API enum cmh_status cmh_delete(struct cmh_handle *handle, const char *key, struct cmh_error *err);

/* ---- Watching ---------------------------------------------------------- */

/*
 * Tells what changes below paths. Each map has a connection for it, whose
 * thread always drains what corosync reports, into a bounded queue: a slow
 * reader costs corosync nothing. When corosync goes away the watch waits for it
 * to come back, and then reports the differences.
 *
 * icmap reports what changes; the stats map reports keys that come and go, and
 * its values are read at an interval and compared.
 */
struct cmh_watch;

enum cmh_event_kind {
	CMH_EVENT_READY,   /* armed, and the keys are known; again after LOST and DROPPED */
	CMH_EVENT_INITIAL, /* a key as it was at the start, see CMH_WATCH_INITIAL */
	CMH_EVENT_ADD,
	CMH_EVENT_MODIFY,
	CMH_EVENT_DELETE,
	CMH_EVENT_POLLED,  /* the values of the stats map were read once more; what differed stands before it */
	CMH_EVENT_LOST,    /* corosync is gone; the watch waits for it */
	CMH_EVENT_DROPPED, /* more came than the queue holds; the differences follow */
	CMH_EVENT_FAILED,  /* the watch has ended: see the error of cmh_watch_error() */
};

/* How a change came to be known. */
enum cmh_source {
	CMH_SOURCE_TRACK,  /* corosync reported it */
	CMH_SOURCE_POLL,   /* two readings of the stats map differ */
	CMH_SOURCE_RESYNC, /* it happened while nobody listened: what is differs from what was */
};

struct cmh_event {
	enum cmh_event_kind kind;
	enum cmh_map map;
	enum cmh_source source;
	struct timespec time;           /* of the real-time clock, when it was received */
	char *key;                      /* PRESENT, ADD, MODIFY, DELETE; owned by the struct */
	struct cmh_value before, after; /* with types alone when only names are watched */
	uint64_t dropped;               /* DROPPED: how many */
	pid_t pid;                      /* READY, LOST: of corosync */
};

/* Releases the key and the values. */
CMH_API void cmh_event_clear(struct cmh_event *event);

enum cmh_watch_flags {
	CMH_WATCH_NAMES = 1 << 0,   /* only keys that come and go, without their values */
	CMH_WATCH_INITIAL = 1 << 1, /* begin with the keys that there are */
	CMH_WATCH_WAIT_READY = 1 << 2,     /* wait until armed, as other calls wait; fail when corosync is not there */
};

struct cmh_watch_options {
	const char *const *paths; /* what to watch (cmh_path_covers()); copied */
	size_t n_paths;           /* 0: everything */
	const char *const *except; /* paths that are left out; copied */
	size_t n_except;
	unsigned flags;
	unsigned interval_ms;     /* between two readings of the stats map; 0: its values are not compared */
};

/*
 * Watches paths on the maps of a handle. Returns at once unless CMH_WATCH_WAIT_READY is
 * given; CMH_EVENT_READY comes when the watch is armed, one for each map. On a
 * saved map the keys are known at once, and nothing ever comes. Owned by the
 * caller (cmh_watch_free()), and freed before the handle is closed. NULL: see
 * `err`. See cmap_track_add(3).
 */
CMH_API struct cmh_watch *cmh_watch_new(struct cmh_handle *handle, const struct cmh_watch_options *options,
					struct cmh_error *err);
CMH_API void cmh_watch_free(struct cmh_watch *watch);

/* A descriptor that is readable when cmh_watch_next() has something to do. Do not read from it. */
CMH_API int cmh_watch_fd(const struct cmh_watch *watch);

/*
 * Moves the next event to `out`, owned by the caller (cmh_event_clear()). Never
 * waits. False: there is none now.
 */
CMH_API bool cmh_watch_next(struct cmh_watch *watch, struct cmh_event *out);

/* The keys of one map as the events told them so far, sorted. Valid until the next call on the watch. */
CMH_API const struct cmh_entries *cmh_watch_keys(const struct cmh_watch *watch, enum cmh_map map);

/* Whether the keys of all maps that the watch covers are known, and are what they are now. */
CMH_API bool cmh_watch_ready(const struct cmh_watch *watch);

/* Why the watch has failed; status CMH_OK: it has not. */
CMH_API const struct cmh_error *cmh_watch_error(const struct cmh_watch *watch);

/*
 * Gives up the trackers, for a process that is about to stop and will not read
 * for a while, and arms them again. What changed meanwhile is reported then.
 */
CMH_API void cmh_watch_pause(struct cmh_watch *watch);
CMH_API void cmh_watch_resume(struct cmh_watch *watch);

#ifdef __cplusplus
}
#endif

#endif
