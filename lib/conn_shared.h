/* SPDX-License-Identifier: BSD-3-Clause */
/* A connection, as its two sides see it: the caller's (conn.c) and the thread's (conn_thread.c, tracker.c). */
#ifndef CMH_CONN_SHARED_H
#define CMH_CONN_SHARED_H

#include <pthread.h>

#include "conn.h"
#include "feed.h"
#include "job.h"

struct conn {
	enum cmh_map map;
	int wake_fd; /* caller to thread: there is a job, or quit */
	int done_fd; /* thread to caller: the job is done, the feed has something, or the thread has ended */
	atomic_int refs;
	pthread_t thread;
	int64_t submitted; /* when the caller gave the job, by clock_ms() */
	pid_t owner; /* the process that made it: see conn_is_foreign() */

	/* Shared, under the lock. */
	pthread_mutex_t lock;
	struct job *job;
	bool done;  /* the job is the caller's again */
	bool ended; /* the thread is about to return */
	struct conn_state state;
	uid_t peer_uid;
	struct feed feed;

	/* Shared, without a lock. */
	atomic_bool quit;         /* the caller has given the connection up */
	atomic_bool awaited;      /* the caller waits until the connection is open */
	atomic_bool again;        /* corosync answers "try again" */
	_Atomic uint64_t requests; /* how many were sent */
	_Atomic int64_t answered; /* when corosync answered last, by clock_ms() */

	/* The thread's own. */
	cmap_handle_t cmap;
	bool open;
	bool tracked;        /* there are reports to dispatch */
	struct scope *scope; /* of what is tracked; NULL: nothing ever was */
};

/* Gives up one side's share; the last one frees. */
void conn_unref(struct conn *conn);

/* Notes that corosync answered just now. False: the caller has given the connection up, and the thread must do so, too. */
bool conn_goes_on(struct conn *conn);

/* Counts a change of a job of several, so that the number is known also if the caller gives the job up. */
void conn_count_change(struct conn *conn);

/* Counts a request. Call it before each function of libcmap that sends one. */
void conn_count_request(struct conn *conn);

/* Whether corosync has closed the connection. Sends nothing. */
bool conn_hung_up(cmap_handle_t cmap);

/* To be held while a handle of libcmap is made or ended, also that of a tracker: see conn_shared.c. */
void conn_lock_handles(void);
void conn_unlock_handles(void);

#endif
