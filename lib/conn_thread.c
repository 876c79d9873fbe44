/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The thread that owns a connection. A call of libcmap can block without a limit
 * while corosync is stopped, and nothing interrupts it; so all of them run here
 * or in what is called from here. A thread that was given up releases everything
 * when libcmap returns.
 */
#include "conn_thread.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "conn_shared.h"
#include "peer.h"
#include "process.h"
#include "tracker.h"
#include "wake.h"

enum {
	PAUSE_FIRST_MS = 20, /* between two tries after CS_ERR_TRY_AGAIN, doubled each time */
	PAUSE_LAST_MS = 500,
};

static void
disconnect(struct conn *conn, bool lost)
{
	bool report = conn->tracked && lost; /* a watch relies on it */

	conn->tracked = false;
	pthread_mutex_lock(&conn->lock); /* before cmap_finalize(), which waits for a corosync that ends */
	conn->state.connected = false;
	conn->state.lost = lost;
	conn->feed.lost |= report;
	pthread_mutex_unlock(&conn->lock);
	if (conn->open) {
		conn_lock_handles();
		cmap_finalize(conn->cmap);
		conn_unlock_handles();
		conn->open = false;
	}
	if (report)
		wake_post(conn->done_fd);
}

/*
 * Whether root, or this user, answers. The address @cmap is abstract: while corosync is
 * down, any user can listen on it. `looked_at`: this was just called for who listens,
 * which is likely the same process.
 */
static bool
is_trusted(struct conn *conn, const struct ucred *peer, bool looked_at)
{
	bool known = looked_at && conn->state.pid == peer->pid; /* only this thread changes it */
	uint64_t started = known ? conn->state.started : process_started(peer->pid);

	pthread_mutex_lock(&conn->lock);
	conn->state.pid = peer->pid;
	conn->state.started = started;
	conn->peer_uid = peer->uid;
	pthread_mutex_unlock(&conn->lock);
	return peer->uid == 0 || peer->uid == geteuid();
}

/* Looks at who answers before anything of theirs is mapped. */
static bool
listener_is_trusted(struct conn *conn)
{
	struct ucred peer;

	return !peer_find("cmap", &peer) || is_trusted(conn, &peer, false);
}

/* The same for the connection that was made: another one may listen by now. */
static bool
peer_is_trusted(struct conn *conn)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);
	int fd;

	return cmap_fd_get(conn->cmap, &fd) == CS_OK && getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 &&
	       is_trusted(conn, &peer, true);
}

static cs_error_t
connect_map(struct conn *conn, struct job *job)
{
	cs_error_t rc;

	job->failed = DO_CONNECT;
	if (!listener_is_trusted(conn))
		return CS_ERR_SECURITY;
	if (!libcmap_ready()) {
		job->os_errno = ELIBACC;
		return CS_ERR_LIBRARY;
	}
	conn_lock_handles();
	if (atomic_load(&conn->quit)) {
		conn_unlock_handles();
		return CS_ERR_INTERRUPT;
	}
	conn->cmap = 0;
	errno = 0;
	rc = cmap_initialize_map(&conn->cmap, (cmap_map_t)conn->map);
	job->os_errno = errno;
	if (rc != CS_OK) /* it may have connected before it failed */
		cmap_finalize(conn->cmap);
	conn_unlock_handles();
	if (rc != CS_OK)
		return rc;

	conn->open = true;
	conn_goes_on(conn);
	if (!peer_is_trusted(conn)) {
		disconnect(conn, false);
		return CS_ERR_SECURITY;
	}
	pthread_mutex_lock(&conn->lock);
	conn->state.connected = true;
	conn->state.lost = false;
	conn->state.opened++;
	pthread_mutex_unlock(&conn->lock);
	if (atomic_load(&conn->awaited))
		wake_post(conn->done_fd);
	return CS_OK;
}

/*
 * Checks that corosync is the one that the other parts of a reading come from:
 * what is missing in another one has not vanished. CS_OK; else the job has the
 * reason in os_errno.
 */
static cs_error_t
check_origin(const struct conn *conn, struct job *job)
{
	const struct conn_state *now = &conn->state; /* only this thread changes it */
	struct origin *origin = &job->origin;
	bool first = origin->pid == 0, unknown = now->pid == 0;
	bool other = !first && (origin->pid != now->pid || origin->started != now->started);
	bool anew = unknown && origin->opened[conn->map] != 0 && origin->opened[conn->map] != now->opened;

	if (other || anew) {
		job->os_errno = ESTALE;
		return CS_ERR_LIBRARY;
	}
	origin->pid = now->pid;
	origin->started = now->started;
	origin->opened[conn->map] = now->opened;
	return CS_OK;
}

/* Tries once: connects if needed, and sends the request. */
static cs_error_t
attempt_job(struct conn *conn, struct job *job)
{
	cs_error_t rc;

	if (conn->open && conn_hung_up(conn->cmap))
		disconnect(conn, true);
	if (!conn->open && (rc = connect_map(conn, job)) != CS_OK)
		return rc;
	if (atomic_load(&conn->quit)) /* the caller has its timeout: nothing may be sent after it */
		return CS_ERR_INTERRUPT;

	job->failed = job->op->doing;
	if (job->partial && (rc = check_origin(conn, job)) != CS_OK)
		return rc;
	rc = job->op->run(job, conn->cmap);
	job->os_errno = 0;
	if (rc != CS_OK && conn_hung_up(conn->cmap)) {
		job->os_errno = ENOTCONN;
		disconnect(conn, true);
		return CS_ERR_LIBRARY;
	}
	if (rc != CS_ERR_TRY_AGAIN)
		conn_goes_on(conn);
	return rc;
}

/* Whether corosync is not there. What it refuses, such as a user, is not tried again, nor is its library that is missing. */
static bool
is_absent(const struct job *job)
{
	return (job->rc == CS_ERR_LIBRARY && job->os_errno != ELIBACC) || (job->failed == DO_CONNECT && job->rc == CS_ERR_NOT_EXIST);
}

/* Tries until there is an answer other than "try again", or the caller has given the connection up. */
static void
serve(struct conn *conn, struct job *job)
{
	int pause_ms = PAUSE_FIRST_MS;
	const bool reads = (job->op->doing & DO_READ) != 0, watches = job->scope != NULL;
	bool reopened = false;

	for (;;) {
		job->rc = attempt_job(conn, job);
		if (job->os_errno == ENOTCONN && (reads || watches) && !reopened) {
			reopened = true; /* reading twice is harmless */
			continue;
		}
		/* A watch whose first reading had begun waits for corosync from then on, as it does later. */
		if (job->rc != CS_ERR_TRY_AGAIN && !((job->op->patient || (watches && reopened)) && is_absent(job)))
			return;
		if (job->rc == CS_ERR_TRY_AGAIN)
			atomic_store(&conn->again, true);
		wake_wait(conn->wake_fd, pause_ms);
		if (atomic_load(&conn->quit))
			return;
		pause_ms = pause_ms * 2 < PAUSE_LAST_MS ? pause_ms * 2 : PAUSE_LAST_MS;
	}
}

/* The job that is to be run; NULL: there is none. */
static struct job *
next_job(struct conn *conn)
{
	struct job *job;

	pthread_mutex_lock(&conn->lock);
	job = conn->done ? NULL : conn->job;
	pthread_mutex_unlock(&conn->lock);
	return job;
}

static void
give_back(struct conn *conn)
{
	pthread_mutex_lock(&conn->lock);
	conn->done = true;
	atomic_store(&conn->again, false);
	pthread_mutex_unlock(&conn->lock);
	wake_post(conn->done_fd);
}

/*
 * Waits until there is a job, or corosync reports something, or the connection
 * is lost: then it is closed at once, so that conn_state() is right.
 */
static void
wait_for_work(struct conn *conn)
{
	struct pollfd p[] = { { .fd = conn->wake_fd, .events = POLLIN },
			      { .fd = -1, .events = conn->tracked ? POLLIN : 0 } };

	if (conn->open && cmap_fd_get(conn->cmap, &p[1].fd) != CS_OK)
		p[1].fd = -1;
	if (poll(p, 2, -1) <= 0)
		return;
	if (p[0].revents != 0)
		wake_wait(conn->wake_fd, 0);
	if (p[1].revents == 0)
		return;
	if (!conn->tracked || !tracker_dispatch(conn))
		disconnect(conn, true);
	else
		conn_goes_on(conn);
	wake_post(conn->done_fd);
}

void *
conn_thread_main(void *arg)
{
	struct conn *conn = arg;

	while (!atomic_load(&conn->quit)) {
		struct job *job = next_job(conn);

		if (job == NULL) {
			wait_for_work(conn);
			continue;
		}
		serve(conn, job);
		give_back(conn);
	}
	disconnect(conn, false);
	pthread_mutex_lock(&conn->lock);
	conn->ended = true;
	pthread_mutex_unlock(&conn->lock);
	wake_post(conn->done_fd);
	conn_unref(conn);
	return NULL;
}
