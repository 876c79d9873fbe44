/* SPDX-License-Identifier: BSD-3-Clause */
/* A connection as its two sides see it: the caller's (conn.c) and the thread's (io.c). */
#ifndef CMH_CONN_H
#define CMH_CONN_H

#include "internal.h"

enum { FEED_MAX = 16384 }; /* changes that wait to be read */

/* A change as corosync reported it. */
struct report {
	struct report *next;
	int event; /* CMAP_TRACK_ADD, _MODIFY, _DELETE */
	struct timespec time;
	char *key;
	struct cmh_value before, after;
};

struct feed {
	struct report *first, **last; /* a list, oldest first */
	size_t n;
	uint64_t dropped;
	bool lost;
};

void report_free(struct report *report);
void feed_clear(struct feed *feed);

/* Whether it says nothing. Behind its last report it may still say that some are missing, or that corosync is lost. */
bool feed_is_empty(const struct feed *feed);

/* Takes the oldest report out, which there must be. */
struct report *feed_take(struct feed *feed);

/* Takes all that has come since the last call. `out` must be empty. */
void conn_take_feed(struct conn *conn, struct feed *out);

/* What a watch covers on one map. Shared by the watch, its jobs and its connection. */
struct scope {
	atomic_uint refs;
	size_t n_paths, n_except;
	char **paths, **except; /* no path covers another */
};

/* The part of the options that is about one map of a handle: without paths when none is. NULL: out of memory. */
struct scope *scope_new(const struct cmh_handle *handle, enum cmh_map map, const struct cmh_watch_options *options);
struct scope *scope_ref(struct scope *scope);
void scope_unref(struct scope *scope);
bool scope_covers(const struct scope *scope, const char *key);

struct conn {
	enum cmh_map map;
	int wake_fd; /* caller to thread: there is a job, or quit */
	int done_fd; /* thread to caller: the job is done, or the thread has ended */
	atomic_int refs;
	pthread_t thread;

	/* Shared, under the lock. */
	pthread_mutex_t lock;
	struct job *job;
	bool done;  /* the job is the caller's again */
	bool ended; /* the thread is about to return */
	struct conn_state state;
	uid_t peer_uid;
	struct feed feed;

	/* Shared, without a lock. */
	atomic_bool quit;         /* the caller has gone */
	atomic_bool again;        /* corosync answers "try again" */
	_Atomic int64_t answered; /* when corosync answered last, ms of the monotonic clock */

	/* The thread's own. */
	cmap_handle_t cmap;
	bool open;
	bool tracked;        /* there are events to dispatch */
	struct scope *scope; /* of what is tracked; NULL: nothing ever was */
};

/* The thread. */
void *conn_main(void *conn);

/* To be held around what makes or ends a handle of libcmap, also one of a tracker. */
void io_lock_handles(void);
void io_unlock_handles(void);

/* Hands all that corosync reported to the feed. False: it is gone. */
bool feed_dispatch(struct conn *conn);

/* Forgets what was reported, and that corosync was lost: a list that follows makes up for it. */
void feed_restart(struct conn *conn);

/* Tracks what begins with a prefix. Of the job: its map; whether only keys that come and go are wanted. */
cs_error_t feed_track(struct job *job, cmap_handle_t cmap, const char *prefix);

/* Gives up one side's share; the last one frees. */
void conn_unref(struct conn *conn);

/* Milliseconds of the monotonic clock. */
int64_t now_ms(void);

/* An event: posted by one side, waited for by the other for at most `ms` (-1: for ever). True: it came. */
void event_post(int fd);
bool event_wait(int fd, int ms);

#endif
