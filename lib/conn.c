/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One live connection, from the caller's side: jobs are given to its thread
 * (io.c) and waited for with a deadline. What does not come back in time is
 * left to the thread, together with all that it uses.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "conn.h"

enum {
	SLOW_MS = 1000, /* a caller that waits so long is told */
	STACK_SIZE = 4 << 20, /* cmap_dispatch() has an array of 1 MiB on it */
	CANCEL_MS = 20, /* given to a cancelled request, to leave nothing open in corosync */
};

int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
event_post(int fd)
{
	/* It fails only when 2^64 posts were not read. */
	while (write(fd, &(uint64_t){ 1 }, sizeof(uint64_t)) < 0 && errno == EINTR)
		continue;
}

bool
event_wait(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	uint64_t n;

	return poll(&p, 1, ms) > 0 && read(fd, &n, sizeof(n)) > 0;
}

struct job *
job_new(const struct op *op, const char *key)
{
	struct job *job = calloc(1, sizeof(*job));

	if (job == NULL)
		return NULL;
	job->op = op;
	job->raw = malloc(RAW_SIZE);
	job->key = key != NULL ? strdup(key) : NULL;
	if (job->raw == NULL || (key != NULL && job->key == NULL)) {
		job_free(job);
		return NULL;
	}
	return job;
}

void
job_free(struct job *job)
{
	if (job == NULL)
		return;
	free(job->key);
	free(job->raw);
	scope_unref(job->scope);
	cmh_value_clear(&job->value);
	cmh_entries_clear(&job->entries);
	free(job);
}

bool
job_goes_on(struct job *job)
{
	/* Answers between two "try again" are no progress: the deadline holds. */
	if (!atomic_load(&job->conn->again))
		atomic_store(&job->conn->answered, now_ms());
	return !atomic_load(&job->conn->quit);
}

/* Signals are for the caller's thread: this one takes none. */
static int
start_thread(struct conn *conn)
{
	sigset_t all, before;
	pthread_attr_t attr;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_SIZE);
	rc = pthread_create(&conn->thread, &attr, conn_main, conn);
	pthread_attr_destroy(&attr);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = rc;
	return rc;
}

struct conn *
conn_new(enum cmh_map map)
{
	struct conn *conn = calloc(1, sizeof(*conn));

	if (conn == NULL)
		return NULL;
	conn->map = map;
	pthread_mutex_init(&conn->lock, NULL);
	conn->feed.last = &conn->feed.first;
	conn->wake_fd = eventfd(0, EFD_CLOEXEC);
	conn->done_fd = eventfd(0, EFD_CLOEXEC);
	atomic_init(&conn->refs, 2);
	if (conn->wake_fd < 0 || conn->done_fd < 0 || start_thread(conn) != 0) {
		int saved = errno;
		atomic_store(&conn->refs, 1);
		conn_unref(conn);
		errno = saved;
		return NULL;
	}
	return conn;
}

void
conn_close(struct conn *conn, unsigned ms)
{
	bool ended = false;
	int64_t deadline = now_ms() + ms;

	if (conn == NULL)
		return;
	atomic_store(&conn->quit, true);
	event_post(conn->wake_fd);
	for (int64_t left = ms; !ended && left >= 0; left = deadline - now_ms()) {
		event_wait(conn->done_fd, (int)left);
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
	pthread_mutex_lock(&conn->lock);
	*out = conn->state;
	pthread_mutex_unlock(&conn->lock);
}

int
conn_fd(const struct conn *conn)
{
	return conn->done_fd;
}

void
conn_calm(struct conn *conn)
{
	event_wait(conn->done_fd, 0);
}

void
conn_submit(struct conn *conn, struct job *job)
{
	job->conn = conn;
	job->map = conn->map;
	job->rc = CS_OK;
	atomic_store(&conn->again, false);
	pthread_mutex_lock(&conn->lock);
	conn->job = job;
	conn->done = false;
	pthread_mutex_unlock(&conn->lock);
	event_post(conn->wake_fd);
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

static struct attempt
attempt_of(struct conn *conn, const struct job *job)
{
	struct attempt attempt = { .doing = job->failed, .map = conn->map, .key = job->key };

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

/* Waits for the job: CMH_OK when it is done, CMH_TIMEOUT, CMH_INTERRUPTED. */
static enum cmh_status
wait_for_job(struct conn *conn, const struct cmh_options *options, struct job **job)
{
	struct pollfd p[] = { { .fd = conn->done_fd, .events = POLLIN }, { .fd = options->cancel_fd, .events = POLLIN } };
	int64_t start = now_ms();
	bool told = options->slow == NULL;

	while ((*job = conn_take(conn)) == NULL) {
		int64_t now = now_ms(), heard = atomic_load(&conn->answered);
		int64_t deadline = (heard > start ? heard : start) + options->timeout_ms;
		int64_t slow = start + SLOW_MS, next = !told && slow < deadline ? slow : deadline;

		if (now >= deadline)
			return CMH_TIMEOUT;
		if (!told && now >= slow) {
			options->slow(options->arg);
			told = true;
			continue;
		}
		if (poll(p, 2, (int)(next - now)) <= 0)
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

	conn_state(c, state);
	attempt.pid = state->pid;
	again = atomic_load(&c->again);
	*conn = NULL;
	conn_close(c, status == CMH_INTERRUPTED ? CANCEL_MS : 0);
	return status == CMH_TIMEOUT ? error_timeout(err, &attempt, again) : error_interrupted(err, &attempt);
}

enum cmh_status
conn_call(struct conn **conn, struct job **job, const struct cmh_options *options, struct conn_state *state,
	  struct cmh_error *err)
{
	conn_submit(*conn, *job);
	return conn_wait(conn, job, options, state, err);
}
