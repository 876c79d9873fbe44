/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libcmh: a safe and comfortable way to Corosync's configuration map (cmap).
 *
 * A thin layer over libcmap. Every request runs on a thread of its connection
 * while the caller waits with a deadline; no request is sent that could harm
 * corosync; every error says what happened, to what, and what to do next.
 *
 * Conventions
 *   Functions that can fail return enum cmh_status and take, last, a struct
 *   cmh_error * that receives the reason. It may be NULL; else it must have been
 *   initialised with CMH_ERROR_INIT, and is released with cmh_error_clear().
 *   On failure, outputs are unchanged unless the function says otherwise.
 *   "Owned by the caller" means: release it with the function named there.
 *   Every _clear(), _close() and _free() takes NULL, and what was released before.
 *   Numbers in texts are in the C locale, whatever locale the program has.
 *   The functions of libcmap that a function calls are listed after "See".
 *
 * Threads, fork, signals
 *   A context, with its handles and watches, may be used by one thread at a
 *   time; different contexts may be used at the same time. Functions that take
 *   no context, handle or watch may be called from any thread.
 *   After fork(2), the connections that are open are the parent's: on them, a
 *   request of the child fails at once with CMH_REASON_FORKED, and freeing them
 *   does not touch the parent. The child may make a context of its own, unless
 *   another thread was using the library at the fork.
 *   The threads of the library block all signals. No function raises SIGPIPE,
 *   changes a signal handler, prints, exits or reads the environment.
 *
 * Compatibility
 *   A program goes on to work with any newer library of the same soname. Linux
 *   only.
 *   Structs that a program fills begin with their size, which their _INIT sets.
 *   Those and the structs that the library returns pointers to may get members
 *   at their ends. struct cmh_error, cmh_error_info, cmh_value, cmh_entry and
 *   cmh_entries are final.
 *   Enumerations may get new members. Treat a status or a reason that you do not
 *   know as an error like any other; ignore an event of a kind that you do not
 *   know.
 *   Messages and hints are for people and may change: decide by status, reason
 *   and number.
 */
#ifndef CMH_H
#define CMH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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
	CMH_ICMAP = 0, /* configuration and state */
	CMH_STATS = 1, /* statistics */
};

/* "icmap" or "stats"; "?" for another number. Static. */
CMH_API const char *cmh_map_name(enum cmh_map map);

/* The map that a key belongs to by its name: CMH_STATS for "stats" and what is below it. */
CMH_API enum cmh_map cmh_key_map(const char *key);

/* ---- Errors ------------------------------------------------------------ */

/* The kind of error: what a caller can do next depends on it. */
enum cmh_status {
	CMH_OK = 0,
	CMH_NOT_FOUND,   /* the key does not exist */
	CMH_INVALID,     /* the request itself is wrong; nothing was sent */
	CMH_REFUSED,     /* no permission, or a read-only key */
	CMH_UNREACHABLE, /* corosync is not running, or the connection was lost */
	CMH_FAILED,      /* another error of cmap or of the system */
	CMH_TIMEOUT,     /* no answer within the timeout */
	CMH_INTERRUPTED, /* the caller's `cancel` gave up */
};

/* What exactly happened, where a program may want to know more than the status says. */
enum cmh_reason {
	CMH_REASON_NONE = 0,    /* nothing more is to be said */
	CMH_REASON_NOT_RUNNING, /* corosync is not running on this node */
	CMH_REASON_STARTING,    /* it is running, and takes no requests yet */
	CMH_REASON_NO_ANSWER,   /* it does not answer: stopped, busy or hung */
	CMH_REASON_LOST,        /* the connection was lost */
	CMH_REASON_IN_DOUBT,    /* a change was sent and not answered: it may or may not have been made */
	CMH_REASON_NO_ACCESS,   /* corosync denies access to this user */
	CMH_REASON_UNTRUSTED,   /* the program that answers is not run by root */
	CMH_REASON_READ_ONLY,   /* nobody may change the key */
	CMH_REASON_STATS,       /* the stats map does not support this change */
	CMH_REASON_SAVED,       /* a saved map cannot be changed */
	CMH_REASON_MASKED,      /* the file has a mask in place of the value */
	CMH_REASON_NO_MAP,      /* no map has that name */
	CMH_REASON_TYPE,        /* the value is of another type */
	CMH_REASON_RANGE,       /* the value is out of range */
	CMH_REASON_FORKED,      /* the handle or watch was opened before fork(2) */
	CMH_REASON_ENDED,       /* corosync ended before it had answered */
	CMH_REASON_RESTARTED,   /* corosync was restarted between two parts of a reading */
};

/*
 * Why a call failed. `message` is one line without a full stop that names the
 * thing ("no key \"totem.tokn\" in icmap"), `hint` one line that says what to
 * do, or NULL. Both are owned by the struct.
 */
struct cmh_error {
	enum cmh_status status;
	enum cmh_reason reason;
	int number;    /* the cs_error_t that libcmap returned; 0: corosync was not asked */
	int os_errno;  /* the errno that came with it; 0: none */
	char *message; /* NULL only when memory was short: use cmh_error_message() */
	char *hint;
};

#define CMH_ERROR_INIT { CMH_OK, CMH_REASON_NONE, 0, 0, NULL, NULL }

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
	CMH_NAME_MIN = 3,       /* bytes of a key name */
	CMH_NAME_MAX = 255,
	CMH_VALUE_MAX = 16384,  /* bytes of a value, without the NUL of a str */
};

/* A typed value. Read it with cmh_value_int64() and the like; release it with cmh_value_clear(). */
struct cmh_value {
	enum cmh_type type;
	size_t len; /* str, bin: how many bytes, without the NUL that always follows them */
	union {
		int64_t i;   /* i8 … i64 */
		uint64_t u;  /* u8 … u64 */
		float f;     /* flt */
		double d;    /* dbl */
		char *bytes; /* str, bin; owned by the struct; NULL when only the type is known */
	};
};

#define CMH_VALUE_INIT { CMH_NONE, 0, { 0 } }

/* "u32" and the like; "none" for CMH_NONE, "?" for another number. Static. */
CMH_API const char *cmh_type_name(enum cmh_type type);

/* The type of that name; CMH_NONE: no type has it. */
CMH_API enum cmh_type cmh_type_by_name(const char *name);

/* True for i8 to u64: the types that cmh_add() takes. */
CMH_API bool cmh_type_is_integer(enum cmh_type type);

/*
 * The number that a value of any integer type is; cmh_value_double() takes flt
 * and dbl, too. CMH_INVALID: with CMH_REASON_TYPE, it is not such a value; with
 * CMH_REASON_RANGE, `*out` cannot hold it exactly.
 */
CMH_API enum cmh_status cmh_value_int64(const struct cmh_value *value, int64_t *out, struct cmh_error *err);
CMH_API enum cmh_status cmh_value_uint64(const struct cmh_value *value, uint64_t *out, struct cmh_error *err);
CMH_API enum cmh_status cmh_value_double(const struct cmh_value *value, double *out, struct cmh_error *err);

/* The string of a str, as long as the value is unchanged. CMH_INVALID, with CMH_REASON_TYPE: it is not a str, or only its type is known. */
CMH_API enum cmh_status cmh_value_string(const struct cmh_value *value, const char **out, struct cmh_error *err);

/*
 * Makes a value of `type` from `text`, which must be it from end to end:
 * integers in decimal or, after 0x, hexadecimal, within the type's range; flt and
 * dbl as strtod(3) reads them, but never rounded to infinity or to 0; bin as 0x
 * and pairs of hexadecimal digits; str as it is. `out` is owned by the caller.
 * CMH_INVALID says what is wrong with the text.
 */
CMH_API enum cmh_status cmh_value_parse(enum cmh_type type, const char *text, struct cmh_value *out,
					struct cmh_error *err);

/* Makes a str or bin of `len` bytes. `out` is owned by the caller. CMH_INVALID: too long, or a str with a NUL in it. */
CMH_API enum cmh_status cmh_value_bytes(enum cmh_type type, const void *bytes, size_t len, struct cmh_value *out,
					struct cmh_error *err);

/* Makes a copy. `out` is owned by the caller. CMH_FAILED: out of memory. */
CMH_API enum cmh_status cmh_value_copy(const struct cmh_value *value, struct cmh_value *out, struct cmh_error *err);

/*
 * The exact text of a value. A str is its own text unless it has control
 * characters, bytes that are not UTF-8, or begins with a double quote: then it
 * is cmh_quote()d. flt and dbl: the shortest text that reads back to the same
 * value. "" for CMH_NONE, and for a str or bin whose bytes are NULL. Owned by the
 * caller (free(3)); NULL: out of memory.
 */
CMH_API char *cmh_value_text(const struct cmh_value *value);

/* True when type and value are the same, bit for bit. Unknown bytes (NULL) are the same as other unknown bytes only. */
CMH_API bool cmh_value_equal(const struct cmh_value *a, const struct cmh_value *b);

/* Releases the bytes and sets the value back to CMH_VALUE_INIT. */
CMH_API void cmh_value_clear(struct cmh_value *value);

/*
 * Bytes as a C string in double quotes without control characters: \n \t \r \\
 * \" and, for every other byte that needs it, \x and two digits. Owned by the
 * caller (free(3)); NULL: out of memory.
 */
CMH_API char *cmh_quote(const char *bytes, size_t len);

/*
 * Bytes as a string of JSON, in double quotes. Each byte that is not UTF-8
 * becomes U+FFFD. Owned by the caller (free(3)); NULL: out of memory.
 */
CMH_API char *cmh_quote_json(const char *bytes, size_t len);

/* ---- Names and paths --------------------------------------------------- */

/* The characters of names. */
#define CMH_NAME_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/:"

/*
 * Whether `name` is valid as the name of a key: 3 to 255 of CMH_NAME_CHARS.
 * CMH_INVALID says which rule it breaks. Nothing is sent.
 */
CMH_API enum cmh_status cmh_name_check(const char *name, struct cmh_error *err);

/* Compares names, like strcmp(3), in natural order: node.2 before node.10, a.b before a_b. */
CMH_API int cmh_name_cmp(const char *a, const char *b);

/*
 * Whether a path covers a key. A path is made of complete components: "a.b" and
 * "a.b." cover a.b and all below it, never a.bc. "" covers everything. A path
 * with stars is a pattern, and covers the keys that it matches and all that is
 * below them: "*" matches any characters of one component ("totem.tok*",
 * "stats.knet.*.*.connected"), "**" any number of components ("**.status"). A
 * star that is a complete component matches at least one character. So "a.b*"
 * covers every key that begins with a.b. Functions that take paths ask corosync
 * only for names that begin as the path does, up to its first star.
 */
CMH_API bool cmh_path_covers(const char *path, const char *key);

/* What a program shows in place of a secret value. */
#define CMH_MASK "********"

/*
 * Whether the value of a key is a secret, such as that of totem.key. The library
 * returns it like any other: a program that shows or stores values must mask it.
 */
CMH_API bool cmh_key_is_secret(const char *key);

/* ---- Contexts and handles ---------------------------------------------- */

/* Holds the open handles and their options. */
struct cmh_context;

/* An open map. */
struct cmh_handle;

struct cmh_options {
	size_t size;               /* of the struct; set by CMH_OPTIONS_INIT */
	unsigned timeout_ms;       /* how long to wait for an answer of corosync */
	int cancel_fd;             /* when it is readable, a call that waits asks `cancel`; -1: none */
	bool (*cancel)(void *arg); /* true: give up, with CMH_INTERRUPTED; NULL: always */
	void (*slow)(void *arg);   /* called once in a call that has waited for 1 s; NULL: none */
	void *arg;                 /* for both functions */
};

enum { CMH_TIMEOUT_MS = 10000 }; /* the timeout when the program sets none */

#define CMH_OPTIONS_INIT { sizeof(struct cmh_options), CMH_TIMEOUT_MS, -1, NULL, NULL, NULL }

/*
 * Makes a context without handles. NULL for `options`: CMH_OPTIONS_INIT. Owned by
 * the caller (cmh_context_free()). NULL: see errno(3): ENOMEM; EINVAL, the size
 * of the options is not set, or they are of a newer library.
 */
CMH_API struct cmh_context *cmh_context_new(const struct cmh_options *options);

/* The options, which may be changed between two calls. Valid as long as the context. */
CMH_API struct cmh_options *cmh_context_options(struct cmh_context *cmh);

/* Closes every handle and releases the context. Waits at most 0.2 s, and never longer than the timeout, for each connection to end. */
CMH_API void cmh_context_free(struct cmh_context *cmh);

/*
 * Opens a map. Several handles may be open at
 * once, also on the same map; each has its own connections.
 *   spec  "icmap", "stats": one map; connects at once.
 *         "live": both as one tree, in which the keys below "stats" are those
 *         of the stats map; connects to each when first needed.
 *         A path with a slash or a dot in it: a saved map. That is a snapshot
 *         of cmapsh, JSON that it printed, or text that corosync-cmapctl or
 *         cmapsh printed, perhaps among other lines, as support tools save it; or
 *         a corosync.conf, which opens as the keys that corosync makes of it.
 *         It is read completely, and cannot be changed; corosync is not needed.
 *         Of several maps in a file the first one is opened, or with FILE#2 and
 *         so on another.
 *   name  of the handle; NULL: the spec without folders, and a number if that
 *         is taken.
 * A connection that was lost is opened again by the next call. The handle is
 * owned by the context and lives until cmh_handle_close() or cmh_context_free().
 * NULL: see `err`, any status but CMH_NOT_FOUND; CMH_INVALID: no such map
 * exists, the name is taken, or the file has no keys. See cmap_initialize_map(3).
 */
CMH_API struct cmh_handle *cmh_handle_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err);

/* Closes a handle and its connections. See cmap_finalize(3). */
CMH_API void cmh_handle_close(struct cmh_handle *handle);

/* The handle of that name; NULL: there is none. */
CMH_API struct cmh_handle *cmh_handle_by_name(struct cmh_context *cmh, const char *name);

/* The handles in the order of opening: pass NULL for the first. NULL: the end. */
CMH_API struct cmh_handle *cmh_handle_next(struct cmh_context *cmh, const struct cmh_handle *after);

/* A line of a file. */
struct cmh_line {
	size_t line; /* its number, from 1 */
	char *text;  /* as far as it is known; NULL: it may hold a secret, or is not known */
};

/* Why corosync does not start with a corosync.conf. */
struct cmh_fault {
	size_t line, column; /* from 1, the column in bytes; line 0: no place, such as of what the file lacks */
	char *message;       /* what is wrong, in one line */
	char *said;          /* what corosync says about it; NULL: it depends */
};

/* The most lines that struct cmh_handle_info has of a kind. */
enum { CMH_LINES_MAX = 3 };

/* What is known of a handle without asking corosync. */
struct cmh_handle_info {
	const char *name;
	const char *spec;
	bool connected;              /* as of the last call */
	bool lost;                   /* the last call found the connection lost */
	pid_t pid;                   /* of the corosync connected to last; 0: never connected */
	unsigned reopened;           /* how often a connection was opened again */
	const char *map;             /* what it holds: "live", "icmap" or "stats" */
	bool saved;                  /* it is a saved map: the following is about the file */
	size_t left_out;             /* how many of its lines are not keys */
	size_t first_left_out;       /* the number of the first of them, from 1 */
	const char *time, *node, *cluster; /* from a snapshot, the time as in ISO 8601; NULL: not known */
	char *const *paths;          /* that a snapshot is limited to */
	size_t n_paths;              /* 0: it is complete, or not a snapshot */
	const struct cmh_error *last_error; /* of the last call that failed; status CMH_OK: none did */
	const struct cmh_line *left_out_lines; /* the first of those that are not keys; at most CMH_LINES_MAX */
	size_t repeated;             /* how many lines have a key that an earlier line has, which counts; of a corosync.conf, another */
	const struct cmh_line *repeated_lines; /* the first of them, with the name of the key; at most CMH_LINES_MAX */
	size_t part;                 /* which of the maps in the file this is, from 1 */
	size_t n_parts;              /* how many there are; 1: the usual case */
	const struct cmh_line *parts; /* where each begins; the text is the file or node that it came from, or NULL */
	bool untyped;                /* the file has no types, so that every value is a str */
	bool conf;                   /* the file is a corosync.conf */
	const struct cmh_fault *faults; /* what corosync refuses in it, by line, those without a line last: such keys have no value */
	size_t n_faults;             /* at most 100; 0: corosync reads it. It also checks what the values mean together */
	char *const *unread;         /* files of uidgid.d beside it that could not be read: "uidgid.d/admins: Permission denied" */
	size_t n_unread;
};

/* Valid until the next cmh_handle_info() on the handle; its texts as long as the handle. */
CMH_API const struct cmh_handle_info *cmh_handle_info(struct cmh_handle *handle);

/*
 * Whether the map would have a key if there were one: false for a saved map of
 * other paths, for one map when the key is of the other, and for a corosync.conf
 * when corosync makes the key by itself. Distinguishes a
 * missing key from one that is not covered. Nothing is sent.
 */
CMH_API bool cmh_handle_covers(const struct cmh_handle *handle, const char *key);

/* ---- Reading ----------------------------------------------------------- */

/* A key and what is known of it. */
struct cmh_entry {
	char *key;
	enum cmh_map map; /* where it was looked for */
	struct cmh_value value;
	struct cmh_error *error; /* why the value could not be read; NULL: it was read, or not asked for */
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
 * Reads one key, by one request. `out` is owned by the caller. CMH_NOT_FOUND:
 * the key does not exist. See cmap_get(3).
 */
CMH_API enum cmh_status cmh_get(struct cmh_handle *handle, const char *key, struct cmh_value *out,
				struct cmh_error *err);

/*
 * What one call lists or reads comes from one corosync, on both maps. When
 * corosync was restarted in between, the call begins again; if that does not
 * help either, it fails with CMH_UNREACHABLE and CMH_REASON_RESTARTED.
 */

/*
 * Lists the keys that a path covers (cmh_path_covers()), in natural order, with
 * their types and without values, by one request for each key; for a pattern, for
 * each key that begins as it does up to its first star. They are appended
 * to `out`, owned by the caller. Finding no key is not an error. See
 * cmap_iter_init(3), cmap_iter_next(3).
 */
CMH_API enum cmh_status cmh_list(struct cmh_handle *handle, const char *path, struct cmh_entries *out,
				 struct cmh_error *err);

/*
 * Reads the values of the keys in a list, by one request for each. A key that
 * cannot be read gets an `error`, and the others are read all the same. If the
 * call itself fails, for example because the connection is lost, the list is
 * empty. See cmap_get(3).
 */
CMH_API enum cmh_status cmh_read_keys(struct cmh_handle *handle, struct cmh_entries *entries, struct cmh_error *err);

/*
 * The same for keys that cmh_list() found: those that do not exist any more are
 * removed from the list. CMH_REASON_RESTARTED: corosync was restarted since the
 * last cmh_list() on the handle; list the keys again.
 */
CMH_API enum cmh_status cmh_read_existing(struct cmh_handle *handle, struct cmh_entries *entries,
					  struct cmh_error *err);

/* cmh_list() and cmh_read_existing() in one: every key that a path covers, with its value. */
CMH_API enum cmh_status cmh_read_all(struct cmh_handle *handle, const char *path, struct cmh_entries *out,
				     struct cmh_error *err);

/* ---- Quorum ------------------------------------------------------------ */

/*
 * What corosync's votequorum says of quorum, which no key says. Numbers are votes, if
 * nothing else is said.
 */
struct cmh_quorum {
	bool quorate;
	uint32_t node;       /* the id of this node */
	uint32_t node_votes; /* of this node */
	uint32_t votes;      /* of all members, and of the quorum device if it casts them */
	uint32_t expected, needed;
	bool two_node, wait_for_all, last_man_standing, auto_tie_breaker, allow_downscale; /* settings in use */
	bool qdevice;        /* a quorum device is registered */
	bool qdevice_alive;
	uint32_t qdevice_votes;
	char qdevice_name[256];
};

/*
 * Asks corosync for it, on a connection of its own, by one request. libvotequorum is
 * loaded only here. Valid until the next call on the handle. NULL: see `err`;
 * CMH_INVALID, a saved map; CMH_FAILED, corosync has no votequorum, or the library is
 * not installed, or was not there when this one was built; else as for cmh_get(). See
 * votequorum_getinfo in corosync/votequorum.h.
 */
CMH_API const struct cmh_quorum *cmh_quorum_get(struct cmh_handle *handle, struct cmh_error *err);

/* ---- Writing ----------------------------------------------------------- */

/*
 * Each change is one request. It is never retried when the connection is lost or
 * no answer comes, because the outcome is unknown: the error then has
 * CMH_REASON_IN_DOUBT. All may return CMH_REFUSED (a read-only key, the stats
 * map, a saved map). A change holds on this node, until corosync restarts.
 */

/*
 * Sets a key, creating it if needed. The type of an existing key may change.
 * CMH_INVALID: the name is not valid, or the value has no bytes or does not fit
 * into its type. See cmap_set(3).
 */
CMH_API enum cmh_status cmh_set(struct cmh_handle *handle, const char *key, const struct cmh_value *value,
				struct cmh_error *err);

/*
 * Sets many keys of one map to the values of their entries, in their order, by one
 * request for each; that is quicker than a call for each. The first one that corosync
 * refuses, or does not answer, is the last one. `made`: how many corosync has
 * confirmed; an error is about the entry after them, unless that is CMH_INVALID: then
 * nothing was sent.
 */
CMH_API enum cmh_status cmh_set_keys(struct cmh_handle *handle, const struct cmh_entries *entries, size_t *made,
				     struct cmh_error *err);

/*
 * Adds `by` to a key of an integer type. corosync wraps around at the limits of
 * the type. CMH_INVALID: `by` is neither 1 nor -1. See cmap_inc(3), cmap_dec(3).
 */
CMH_API enum cmh_status cmh_add(struct cmh_handle *handle, const char *key, int by, struct cmh_error *err);

/* Deletes a key. See cmap_delete(3). */
CMH_API enum cmh_status cmh_delete(struct cmh_handle *handle, const char *key, struct cmh_error *err);

/* ---- Watching ---------------------------------------------------------- */

/*
 * Reports what changes below paths. There is a connection for each map, whose
 * thread always takes what corosync reports, into a bounded queue: a slow caller
 * costs corosync nothing. When corosync is lost, the watch waits for it and then
 * reports the differences. While it hangs, nothing is reported: so the watch asks
 * a question when it heard nothing for a while (silence_ms).
 *
 * corosync reports the changes of icmap; of the stats map, it reports keys that
 * come and go, and the watch reads the values at an interval and compares them.
 */
struct cmh_watch;

enum cmh_event_kind {
	CMH_EVENT_READY,   /* changes are reported from now on, and the keys are known; again after LOST and DROPPED */
	CMH_EVENT_INITIAL, /* a key as it was at the start, see CMH_WATCH_INITIAL */
	CMH_EVENT_ADD,
	CMH_EVENT_MODIFY,
	CMH_EVENT_DELETE,
	CMH_EVENT_POLLED,  /* the values of the stats map were read once more; the differences were queued before it */
	CMH_EVENT_LOST,    /* the connection to corosync was lost; the watch waits for it */
	CMH_EVENT_DROPPED, /* more changes came than the queue holds; the differences follow */
	CMH_EVENT_FAILED,  /* the watch has ended: see cmh_watch_error() */
	CMH_EVENT_SILENT,    /* corosync does not answer, see silence_ms: the keys are what they were */
	CMH_EVENT_ANSWERING, /* it answers again; what changed meanwhile is reported like other changes */
	CMH_EVENT_ANSWERED,  /* the answer to cmh_watch_ask() */
};

/* How a change came to be known. */
enum cmh_source {
	CMH_SOURCE_TRACK,  /* corosync reported it */
	CMH_SOURCE_POLL,   /* two readings of the stats map differ */
	CMH_SOURCE_RESYNC, /* it happened while no reports came: the keys differ from those known before */
};

/* "ready", "initial", "add", …, and "track", "poll" or "resync"; "?" for another number. Static. */
CMH_API const char *cmh_event_kind_name(enum cmh_event_kind kind);
CMH_API const char *cmh_source_name(enum cmh_source source);

struct cmh_event {
	enum cmh_event_kind kind;
	enum cmh_map map;
	enum cmh_source source;
	struct timespec time;           /* of the real-time clock, when it came */
	char *key;                      /* INITIAL, ADD, MODIFY, DELETE; else NULL */
	struct cmh_value before, after; /* with only their types when only names are watched */
	uint64_t dropped;               /* DROPPED: how many */
	pid_t pid;                      /* READY, LOST, SILENT, ANSWERING: of corosync */
	struct timespec since;          /* SILENT, ANSWERING: when corosync was heard last before its silence */
};

enum cmh_watch_flags {
	CMH_WATCH_NAMES = 1 << 0,      /* only keys that come and go, without their values */
	CMH_WATCH_INITIAL = 1 << 1,    /* begin with an event for each key that exists */
	CMH_WATCH_WAIT_READY = 1 << 2, /* wait until changes are reported, as other calls wait; fail when corosync is not there */
};

struct cmh_watch_options {
	size_t size;               /* of the struct; set by CMH_WATCH_OPTIONS_INIT */
	const char *const *paths;  /* what to watch (cmh_path_covers()); copied */
	size_t n_paths;            /* 0: everything */
	const char *const *except; /* paths to leave out; copied; a key that one of `paths` names in full is never left out */
	size_t n_except;
	unsigned flags;            /* of enum cmh_watch_flags */
	unsigned interval_ms;      /* between two readings of the stats map; 0: its values are not read again */
	uint64_t silence_ms;       /* after hearing nothing for so long, asks; no answer for so long is CMH_EVENT_SILENT; 0: never */
	/* Leaves out keys like `except`. Called by any thread, at times after cmh_watch_free(). NULL: none. */
	bool (*leaves_out)(const char *key);
};

#define CMH_WATCH_OPTIONS_INIT { sizeof(struct cmh_watch_options), NULL, 0, NULL, 0, 0, 0, 2000, NULL }

/*
 * Watches paths on the maps of a handle. NULL for `options`:
 * CMH_WATCH_OPTIONS_INIT. Returns at once unless CMH_WATCH_WAIT_READY is given;
 * CMH_EVENT_READY comes for each map. On a saved map the keys are known at once,
 * and no event ever comes. Owned by the caller (cmh_watch_free()), who frees it
 * before the handle is closed. NULL: see `err`. See cmap_track_add(3).
 */
CMH_API struct cmh_watch *cmh_watch_new(struct cmh_handle *handle, const struct cmh_watch_options *options,
					struct cmh_error *err);
CMH_API void cmh_watch_free(struct cmh_watch *watch);

/* A descriptor for poll(2): it is readable when cmh_watch_next() has something to do. Do not read from it. */
CMH_API int cmh_watch_fd(const struct cmh_watch *watch);

/* The next event, valid until the next call on the watch. Never waits. NULL: there is none now. */
CMH_API const struct cmh_event *cmh_watch_next(struct cmh_watch *watch);

/* The keys of one map as of the last event returned, sorted. Valid until the next call on the watch. NULL: the map does not exist. */
CMH_API const struct cmh_entries *cmh_watch_keys(const struct cmh_watch *watch, enum cmh_map map);

/* Whether the keys of all maps that the watch covers are known and up to date: not after CMH_EVENT_FAILED, or while corosync is silent. */
CMH_API bool cmh_watch_ready(const struct cmh_watch *watch);

/*
 * Asks corosync one question on each map that is watched. CMH_EVENT_ANSWERED comes
 * when all have answered, after every change that came before the answer: then
 * the keys are those of now. It does not come when corosync is lost meanwhile.
 */
CMH_API void cmh_watch_ask(struct cmh_watch *watch);

/* Why the watch has failed; status CMH_OK: it has not. Valid as long as the watch. */
CMH_API const struct cmh_error *cmh_watch_error(const struct cmh_watch *watch);

/*
 * Closes the connections of a watch, for a process that is about to stop and will
 * not read for a while, and opens them again. Changes that came in between are
 * reported then, as CMH_SOURCE_RESYNC.
 */
CMH_API void cmh_watch_pause(struct cmh_watch *watch);
CMH_API void cmh_watch_resume(struct cmh_watch *watch);

#ifdef __cplusplus
}
#endif

#endif
