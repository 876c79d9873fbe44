/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One live connection, as the caller uses it: it gives jobs to the connection's
 * thread and waits for them with a deadline. A job that does not come back in
 * time is left to the thread, with all that it uses.
 */
#ifndef CMH_CONN_H
#define CMH_CONN_H

#include "feed.h"
#include "job.h"

struct conn;

/* Makes the connection's thread, which connects when the first job comes. NULL: no memory, threads or descriptors, see errno. */
struct conn *conn_new(enum cmh_map map);

/* Ends the thread, waiting for it at most `ms`; one that is blocked releases everything when libcmap returns. Takes NULL. */
void conn_close(struct conn *conn, unsigned ms);

/*
 * Whether the connection is that of a parent process. Its thread is not here, and
 * its lock may be held for ever: only conn_close() and conn_state() may be called,
 * which then touch nothing that the parent uses.
 */
bool conn_is_foreign(const struct conn *conn);

struct conn_state {
	bool connected;
	bool lost;
	pid_t pid;       /* of the corosync connected to last */
	uint64_t started; /* when that process began, see process_started() */
	unsigned opened; /* how often a connection was opened */
	size_t made;     /* changes of the last job that corosync has confirmed, see conn_count_change() */
	uint64_t requests; /* that were sent on it */
};

void conn_state(struct conn *conn, struct conn_state *out);

/* When corosync answered or reported something last, by clock_ms(). That is now while it says "try again" or is waited for. */
int64_t conn_heard(const struct conn *conn);

/* Gives a job to the thread, which must have none. */
void conn_submit(struct conn *conn, struct job *job);

/* Takes the job back. NULL: it is still under way, or there is none. */
struct job *conn_take(struct conn *conn);

/* The error of a job that came back; CMH_OK when it has none. */
enum cmh_status conn_result(struct conn *conn, const struct job *job, struct cmh_error *err);

/*
 * Waits for the job that was submitted. When the wait ends first (timeout,
 * cancel, corosync has ended), job and connection belong to the thread, *job and *conn become NULL,
 * and `state` receives the last state of the connection.
 */
enum cmh_status conn_wait(struct conn **conn, struct job **job, const struct cmh_options *options,
			  struct conn_state *state, struct cmh_error *err);

/*
 * Waits until the connection is open, for a job that was submitted, at most as long as
 * conn_wait(), which must follow. False: it is not; conn_wait() has the reason.
 */
bool conn_await_open(struct conn *conn, const struct cmh_options *options);

/* Submits a job and waits for it. */
enum cmh_status conn_call(struct conn **conn, struct job **job, const struct cmh_options *options,
			  struct conn_state *state, struct cmh_error *err);

/* A descriptor that is readable when a job came back or the feed has something. conn_calm() ends that. */
int conn_fd(const struct conn *conn);
void conn_calm(struct conn *conn);

/* Moves all that has been reported since the last call to `out`, which must be empty. */
void conn_take_feed(struct conn *conn, struct feed *out);

#endif
