/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A libcmap without a corosync: a map in memory (map.c), calls that do what
 * libcmap's do (cmap.c), and rules for what is to go wrong (rules.c). It is
 * linked instead of libcmap. What would harm a real corosync ends the program.
 *
 * Rules come from $FAKE_CMAP, apart by blanks; for each call the first that fits
 * is taken:
 *
 *   CALL[:ARG]=WHAT[*N][+K]
 *
 *   CALL  listener connect finalize fd get set delete inc dec iter_init iter_next
 *         track_add dispatch
 *   ARG   the key; of connect and finalize the map; of iter_init the prefix.
 *         Left out: any
 *   WHAT  NUMBER or NUMBER/ERRNO: it fails so, 11 or 2/111
 *         block: it never returns
 *         vanish: the key is deleted first
 *         hangup: corosync closes the connection, and the call fails
 *         hangup-after: the same, when the call was carried out
 *         stranger: connect meets a program of another user, or listener finds it there
 *         other: connect meets another corosync, which has a pid of its own, and has ended
 *         mortal: the same, but it lives until fake_end_mortal()
 *         unseen: connect meets a corosync of another PID namespace: the system gives 0 for its pid
 *         sigpipe: the calling thread gets SIGPIPE, and the call is carried out
 *   *N    only N times
 *   +K    not the first K times
 *
 * Every call is written to the file $FAKE_LOG, a line each: its name, its
 * argument, and its result.
 */
#ifndef FAKE_H
#define FAKE_H

#include <corosync/cmap.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* ---- for tests --------------------------------------------------------- */

/* Rules, map and log as at the start, but with these rules. */
void fake_reset(const char *rules);

/* How many lines of the log begin with these words. */
unsigned fake_count(const char *words);

/* All lines since fake_reset(). Valid until the next call. */
const char *fake_log(void);

/* How many connections are open. */
unsigned fake_open(void);

/* Lets what blocks go on, and waits until none is open: on a busy machine, a thread may end after its connection was given up. False: some still are. */
bool fake_wait_closed(void);

/* How many changes were reported, and not dispatched yet. */
unsigned fake_reports(void);

/* Waits until `n` calls block. */
void fake_wait_blocked(unsigned n);

/* Lets what blocks go on, as if corosync went on. */
void fake_release(void);

/* Closes all connections, as a corosync that dies. */
void fake_die(void);

/* Ends the process of the corosync that "mortal" met last. What blocks stays so: libcmap has not noticed it yet. */
void fake_end_mortal(void);

/* Changes the map, as another client does. */
void fake_put_str(const char *name, const char *text);
void fake_delete(const char *name);

/* ---- votequorum.c: a libvotequorum without a daemon ---------------------- */

/* How it answers; the numbers are cs_error_t, 0: good. */
struct fake_votequorum {
	bool installed;
	int connect_rc, rc;
	int block_fd; /* the answer waits until this can be read; 0: it does not wait */
};

extern struct fake_votequorum fake_votequorum;

/* ---- map.c: the map. Its names are in the order of bytes, as corosync's -- */

struct fake_key {
	char name[CMAP_KEYNAME_MAXLEN + 1];
	cmap_value_types_t type;
	size_t len;
	unsigned char *raw;
};

void fake_map_reset(void);
struct fake_key *fake_key_find(const char *name);
void fake_key_put(const char *name, cmap_value_types_t type, const void *raw, size_t len);
void fake_key_delete(const char *name);

/* The first key behind `after` that begins with `prefix`, in the stats map or outside of it. NULL: none. */
struct fake_key *fake_key_next(const char *after, const char *prefix, bool stats);

/* ---- rules.c ------------------------------------------------------------ */

enum fake_what {
	FAKE_NOTHING, FAKE_NUMBER, FAKE_BLOCK, FAKE_VANISH, FAKE_HANGUP, FAKE_HANGUP_AFTER, FAKE_STRANGER, FAKE_OTHER, FAKE_MORTAL,
	FAKE_UNSEEN, FAKE_SIGPIPE,
};

struct fake_rule {
	char call[16], arg[CMAP_KEYNAME_MAXLEN + 1];
	enum fake_what what;
	cs_error_t number;
	int os_errno;
	unsigned times, skip; /* times 0: always */
	bool any_arg;
};

/* Replaces the rules. Ends the program when they cannot be read. */
void fake_rules_set(const char *text);

/* The rule for a call, counted as used; one of FAKE_NOTHING when there is none. */
struct fake_rule fake_rules_take(const char *call, const char *arg);

/* ---- connect.c: what the calls share ------------------------------------ */

/* Whether this thread is in a call of the fake. */
extern _Thread_local bool fake_works;

enum { FAKE_TRACKERS = 16 }; /* of a connection */

struct connection {
	bool used, stats, unseen, iterating;
	int ours, theirs; /* the two ends of the socket; theirs -1: corosync has closed it */
	pthread_t thread; /* the only one that may use it */
	char prefix[CMAP_KEYNAME_MAXLEN + 1], last[CMAP_KEYNAME_MAXLEN + 1]; /* of the iterator */
	struct { char prefix[CMAP_KEYNAME_MAXLEN + 1]; int32_t events; } tracker[FAKE_TRACKERS];
	unsigned trackers;
	cmap_notify_fn_t notify; /* of all trackers */
	void *arg;
	struct fake_report *reports; /* that were not dispatched yet */
};

/*
 * Begins a call on a connection: takes the lock, does what a rule says, and
 * notices what would harm. CS_OK: it is to be carried out. *c may be NULL else.
 */
cs_error_t fake_enter(cmap_handle_t handle, const char *call, const char *arg, struct connection **c);

/* Ends it: writes it down, gives the lock back, and returns `rc`. */
cs_error_t fake_leave(const char *call, const char *arg, cs_error_t rc);

/* The same for a call that is not worth a line. */
void fake_unlock(void);

/* Reports a change to every tracker. NULL: there is no such value. Of map.c, under the lock. */
void fake_report_all(int32_t event, const struct fake_key *before, const struct fake_key *after);

/* ---- track.c ------------------------------------------------------------ */

void fake_report(struct connection *c, int32_t event, const struct fake_key *before, const struct fake_key *after);
void fake_forget_reports(struct connection *c);
unsigned fake_count_reports(const struct connection *c);

/* A client did what may kill or damage a corosync: ends the program. */
void fake_harm(const char *what, const char *arg) __attribute__((noreturn));

#endif
