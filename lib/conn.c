/* SPDX-License-Identifier: BSD-3-Clause */
#include "conn.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "clock.h"
#include "conn_shared.h"
#include "conn_thread.h"
#include "process.h"
#include "thread.h"
#include "wake.h"

enum {
	SLOW_MS = 1000, /* after this time the caller's `slow` is called */
	LATE_MS = 100, /* until the answer, looks in such intervals whether corosync has ended: libcmap needs 2 s to notice */
	CANCEL_MS = 20, /* for a cancelled request to end, so that it leaves nothing open in corosync */
};

struct conn *
conn_new(enum cmh_map map)
{
	struct conn *conn = calloc(1, sizeof(*conn));

	if (conn == NULL)
		return NULL;
	conn->map = map;
	conn->owner = getpid();
	pthread_mutex_init(&conn->lock, NULL);
	feed_init(&conn->feed);
	conn->wake_fd = eventfd(0, EFD_CLOEXEC);
	conn->done_fd = eventfd(0, EFD_CLOEXEC);
	atomic_init(&conn->refs, 2);
	if (conn->wake_fd < 0 || conn->done_fd < 0 || thread_start(&conn->thread, conn_thread_main, conn) != 0) {
		int saved = errno;
		atomic_store(&conn->refs, 1);
		conn_unref(conn);
		errno = saved;
		return NULL;
	}
	return conn;
}

bool
conn_is_foreign(const struct conn *conn)
{
	return conn->owner != getpid();
}

/* Releases what this process has of a foreign connection. What its thread owned may be in any state, and is leaked. */
static void
abandon(struct conn *conn)
{
	close(conn->wake_fd);
	close(conn->done_fd);
	free(conn);
}

void
conn_close(struct conn *conn, unsigned ms)
{
	bool ended = false;
	int64_t deadline = clock_ms() + ms;

	if (conn == NULL)
		return;
	if (conn_is_foreign(conn)) {
		abandon(conn);
		return;
	}
	atomic_store(&conn->quit, true);
	wake_post(conn->wake_fd);
	for (int64_t left = ms; !ended && left >= 0; left = deadline - clock_ms()) {
		wake_wait(conn->done_fd, (int)left);
		pthread_mutex_lock(&conn->lock);
		ended = conn->ended;
		pthread_mutex_unlock(&conn->lock);
	}
	if (ended)
		pthread_join(conn->thread, NULL);
	else
		pthread_detach(conn->thread);
	conn_unref(conn);
}

void
conn_state(struct conn *conn, struct conn_state *out)
{
	*out = (struct conn_state){ .connected = false };
	if (conn_is_foreign(conn))
		return;
	pthread_mutex_lock(&conn->lock);
	*out = conn->state;
	pthread_mutex_unlock(&conn->lock);
	out->requests = atomic_load(&conn->requests);
}

int64_t
conn_heard(const struct conn *conn)
{
	return atomic_load(&conn->again) ? clock_ms() : atomic_load(&conn->answered);
}

int
conn_fd(const struct conn *conn)
{
	return conn->done_fd;
}

void
conn_calm(struct conn *conn)
{
	wake_wait(conn->done_fd, 0);
}

void
conn_submit(struct conn *conn, struct job *job)
{
	job->conn = conn;
	job->map = conn->map;
	job->rc = CS_OK;
	conn->submitted = clock_ms();
	atomic_store(&conn->again, false);
	pthread_mutex_lock(&conn->lock);
	conn->job = job;
	conn->state.made = 0;
	conn->done = false;
	pthread_mutex_unlock(&conn->lock);
	wake_post(conn->wake_fd);
	(void)libcmap_ready(); /* meanwhile the thread looks who listens */
}

struct job *
conn_take(struct conn *conn)
{
	struct job *job;

	pthread_mutex_lock(&conn->lock);
	job = conn->done ? conn->job : NULL;
	if (job != NULL)
		conn->job = NULL;
	pthread_mutex_unlock(&conn->lock);
	return job;
}

void
conn_take_feed(struct conn *conn, struct feed *out)
{
	pthread_mutex_lock(&conn->lock);
	feed_move(out, &conn->feed);
	pthread_mutex_unlock(&conn->lock);
}

static struct attempt
attempt_of(struct conn *conn, const struct job *job)
{
	struct attempt attempt = { .doing = job->failed, .map = conn->map, .key = job_key(job) };

	pthread_mutex_lock(&conn->lock);
	attempt.pid = conn->state.pid;
	attempt.peer_uid = conn->peer_uid;
	pthread_mutex_unlock(&conn->lock);
	return attempt;
}

enum cmh_status
conn_result(struct conn *conn, const struct job *job, struct cmh_error *err)
{
	struct attempt attempt = attempt_of(conn, job);

	return job->rc == CS_OK ? CMH_OK : error_from_cmap(err, &attempt, job->rc, job->os_errno);
}

/* Whether the corosync that has the request does not exist any more. */
static bool
corosync_has_ended(struct conn *conn)
{
	struct conn_state state;

	conn_state(conn, &state);
	return state.connected && process_has_ended(state.pid);
}

/* The earliest of three times. */
static int64_t
earliest(int64_t a, int64_t b, int64_t c)
{
	int64_t first = a < b ? a : b;

	return first < c ? first : c;
}

/* Waits for the job: CMH_OK when it is done, CMH_TIMEOUT, CMH_INTERRUPTED; CMH_UNREACHABLE: corosync has ended. */
static enum cmh_status
wait_for_job(struct conn *conn, const struct cmh_options *options, struct job **job)
{
	struct pollfd p[] = { { .fd = conn->done_fd, .events = POLLIN }, { .fd = options->cancel_fd, .events = POLLIN } };
	int64_t start = conn->submitted;
	int64_t slow = options->slow != NULL ? start + SLOW_MS : INT64_MAX;

	while ((*job = conn_take(conn)) == NULL) {
		int64_t now = clock_ms(), heard = atomic_load(&conn->answered);
		int64_t deadline = (heard > start ? heard : start) + options->timeout_ms;

		if (now - (heard > start ? heard : start) >= LATE_MS && corosync_has_ended(conn))
			return (*job = conn_take(conn)) != NULL ? CMH_OK : CMH_UNREACHABLE;
		if (now >= deadline)
			return CMH_TIMEOUT;
		if (now >= slow) {
			options->slow(options->arg);
			slow = INT64_MAX;
			continue;
		}
		if (poll(p, 2, (int)(earliest(deadline, slow, now + LATE_MS) - now)) <= 0)
			continue;
		if (p[0].revents != 0)
			conn_calm(conn);
		else if (p[1].revents != 0 && (options->cancel == NULL || options->cancel(options->arg)))
			return CMH_INTERRUPTED;
	}
	return CMH_OK;
}

enum cmh_status
conn_wait(struct conn **conn, struct job **job, const struct cmh_options *options, struct conn_state *state,
	  struct cmh_error *err)
{
	struct conn *c = *conn;
	struct attempt attempt = { .doing = (*job)->op->doing, .map = c->map, .ms = options->timeout_ms };
	enum cmh_status status;
	bool again;

	status = wait_for_job(c, options, job);
	if (status == CMH_OK)
		return conn_result(c, *job, err);

	atomic_store(&c->quit, true); /* first: no change that is not counted is sent after this */
	conn_state(c, state);
	attempt.pid = state->pid;
	again = atomic_load(&c->again);
	*conn = NULL;
	conn_close(c, status == CMH_INTERRUPTED ? CANCEL_MS : 0);
	switch (status) {
	case CMH_TIMEOUT: return error_timeout(err, &attempt, again);
	case CMH_UNREACHABLE:
		state->connected = false;
		state->lost = true;
		return error_ended(err, &attempt);
	default: return error_interrupted(err, &attempt);
	}
}

bool
conn_await_open(struct conn *conn, const struct cmh_options *options)
{
	struct pollfd p[] = { { .fd = conn->done_fd, .events = POLLIN }, { .fd = options->cancel_fd, .events = POLLIN } };
	int64_t deadline = conn->submitted + options->timeout_ms, now;
	bool open = false, done = false;

	atomic_store(&conn->awaited, true);
	for (;;) {
		pthread_mutex_lock(&conn->lock);
		open = conn->state.connected;
		done = conn->done;
		pthread_mutex_unlock(&conn->lock);
		now = clock_ms();
		if (open || done || now >= deadline || p[1].revents != 0)
			break;
		if (poll(p, 2, (int)(deadline - now < LATE_MS ? deadline - now : LATE_MS)) > 0 && p[0].revents != 0)
			conn_calm(conn);
	}
	atomic_store(&conn->awaited, false);
	if (done)
		wake_post(conn->done_fd); /* for conn_wait() */
	return open;
}

enum cmh_status
conn_call(struct conn **conn, struct job **job, const struct cmh_options *options, struct conn_state *state,
	  struct cmh_error *err)
{
	conn_submit(*conn, *job);
	return conn_wait(conn, job, options, state, err);
}
