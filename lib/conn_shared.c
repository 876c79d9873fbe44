/* SPDX-License-Identifier: BSD-3-Clause */
#include "conn_shared.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"

/*
 * libqb 2.0.6 keeps the handles of a process in one table, and two threads at
 * once can get the same place in it: then connections fail, and reports of one
 * are lost or come to the other. So there is one lock for the process. It
 * is the only global variable of the library.
 */
static pthread_mutex_t handles_lock = PTHREAD_MUTEX_INITIALIZER;

void
conn_lock_handles(void)
{
	pthread_mutex_lock(&handles_lock);
}

void
conn_unlock_handles(void)
{
	pthread_mutex_unlock(&handles_lock);
}

/* In a child of fork(2), the thread that held the lock does not exist. */
static void
reset_lock(void)
{
	handles_lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
}

/* Without memory for this, a child that is forked while a connection is being made cannot make one. */
__attribute__((constructor)) static void
reset_lock_at_fork(void)
{
	pthread_atfork(NULL, NULL, reset_lock);
}

void
conn_unref(struct conn *conn)
{
	if (atomic_fetch_sub(&conn->refs, 1) > 1)
		return;
	job_free(conn->job);
	feed_clear(&conn->feed);
	scope_unref(conn->scope);
	pthread_mutex_destroy(&conn->lock);
	close(conn->wake_fd);
	close(conn->done_fd);
	free(conn);
}

bool
conn_goes_on(struct conn *conn)
{
	/* Answers between two "try again" do not count as progress: the caller's deadline is not moved. */
	if (!atomic_load(&conn->again))
		atomic_store(&conn->answered, clock_ms());
	return !atomic_load(&conn->quit);
}

void
conn_count_change(struct conn *conn)
{
	pthread_mutex_lock(&conn->lock);
	conn->state.made++;
	pthread_mutex_unlock(&conn->lock);
}

void
conn_count_request(struct conn *conn)
{
	atomic_fetch_add_explicit(&conn->requests, 1, memory_order_relaxed);
}

bool
conn_hung_up(cmap_handle_t cmap)
{
	struct pollfd p = { .fd = -1 };

	return cmap_fd_get(cmap, &p.fd) != CS_OK || (poll(&p, 1, 0) > 0 && p.revents != 0);
}
