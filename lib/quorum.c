/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Questions about quorum. Each has a thread and a connection of its own, which end
 * with it: they are asked seldom. One that was dropped is left to the thread, which
 * may be blocked in libvotequorum for as long as corosync is stopped.
 */
#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "clock.h"
#include "cmh_private.h"
#include "conn_shared.h"
#include "error.h"
#include "handle.h"
#include "peer.h"
#include "reading.h"
#include "thread.h"
#include "votequorum.h"
#include "wake.h"

enum { SLOW_MS = 1000 }; /* after this time the caller's `slow` is called */

/* What became of a question. */
enum outcome {
	UNDER_WAY,
	ANSWERED,
	NO_LIBRARY,
	NOBODY,   /* corosync has no such service */
	STRANGER, /* another user's program has its address */
	REFUSED,  /* see `rc` */
};

struct cmh_question {
	int done_fd;
	atomic_int refs;     /* the caller's and the thread's */
	atomic_bool dropped; /* the caller does not want to know any more */
	atomic_int pid;      /* of corosync; 0: not known yet */
	atomic_int outcome;  /* the rest is the thread's until it is set */
	const char *why;     /* NO_LIBRARY */
	int rc;              /* REFUSED: the cs_error_t */
	struct cmh_quorum answer;
};

static void
unref(struct cmh_question *q)
{
	if (atomic_fetch_sub(&q->refs, 1) > 1)
		return;
	close(q->done_fd);
	free(q);
}

/* ---- on its thread ------------------------------------------------------- */

static enum outcome
ask_connected(struct cmh_question *q, uint64_t handle)
{
	if (q->rc == CS_OK)
		q->rc = votequorum_ask(handle, &q->answer);
	return q->rc == CS_OK ? ANSWERED : REFUSED;
}

static enum outcome
ask(struct cmh_question *q)
{
	enum outcome outcome = REFUSED;
	struct ucred peer;
	uint64_t handle = 0;

	if ((q->why = votequorum_load()) != NULL)
		return NO_LIBRARY;
	if (!peer_find("votequorum", &peer))
		return NOBODY;
	atomic_store(&q->pid, (int)peer.pid);
	if (peer.uid != 0 && peer.uid != geteuid())
		return STRANGER;
	conn_lock_handles();
	q->rc = atomic_load(&q->dropped) ? CS_ERR_INTERRUPT : votequorum_connect(&handle);
	conn_unlock_handles();
	if (q->rc != CS_OK)
		return REFUSED;
	outcome = ask_connected(q, handle);
	conn_lock_handles();
	votequorum_disconnect(handle);
	conn_unlock_handles();
	return outcome;
}

static void *
run(void *arg)
{
	struct cmh_question *q = arg;

	atomic_store(&q->outcome, ask(q));
	wake_post(q->done_fd);
	unref(q);
	return NULL;
}

/* ---- the caller's side ---------------------------------------------------- */

struct cmh_question *
cmh_quorum_ask(struct cmh_error *err)
{
	struct cmh_question *q = calloc(1, sizeof(*q));
	pthread_t thread;

	if (q == NULL) {
		error_no_memory(err);
		return NULL;
	}
	atomic_init(&q->refs, 2);
	q->done_fd = eventfd(0, EFD_CLOEXEC);
	if (q->done_fd < 0 || thread_start(&thread, run, q) != 0) {
		error_set(err, CMH_FAILED, "close other maps or programs", "cannot ask for quorum: %s", strerror(errno));
		if (q->done_fd >= 0)
			close(q->done_fd);
		free(q);
		return NULL;
	}
	pthread_detach(thread);
	return q;
}

int
cmh_quorum_fd(const struct cmh_question *question)
{
	return question->done_fd;
}

enum cmh_status
cmh_quorum_take(struct cmh_question *question, struct cmh_quorum *out, struct cmh_error *err)
{
	const struct cmh_error_info *info = NULL;

	switch ((enum outcome)atomic_load(&question->outcome)) {
	case ANSWERED:
		*out = question->answer;
		return CMH_OK;
	case UNDER_WAY: return CMH_TIMEOUT;
	case NO_LIBRARY:
		return error_set(err, CMH_FAILED, "run: corosync-quorumtool -s", "libvotequorum cannot be used: %s", question->why);
	case NOBODY: return error_set(err, CMH_FAILED, NULL, "corosync has no votequorum");
	case STRANGER: return error_set(err, CMH_REFUSED, NULL, "the program that answers for votequorum is not run by root");
	case REFUSED: break;
	}
	info = cmh_error_by_number(question->rc);
	error_set(err, CMH_FAILED, "run: corosync-quorumtool -s", "votequorum cannot be asked (%s)",
		  info != NULL ? info->symbol : "unknown error");
	if (err != NULL)
		err->number = question->rc;
	return CMH_FAILED;
}

void
cmh_quorum_drop(struct cmh_question *question)
{
	if (question == NULL)
		return;
	atomic_store(&question->dropped, true);
	unref(question);
}

/* Waits for the answer. CMH_OK: it is there; CMH_TIMEOUT, CMH_INTERRUPTED. */
static enum cmh_status
wait_for_answer(const struct cmh_question *q, const struct cmh_options *options)
{
	struct pollfd p[] = { { .fd = q->done_fd, .events = POLLIN }, { .fd = options->cancel_fd, .events = POLLIN } };
	int64_t start = clock_ms(), deadline = start + options->timeout_ms;
	int64_t slow = options->slow != NULL ? start + SLOW_MS : INT64_MAX;

	for (int64_t now = start; now < deadline; now = clock_ms()) {
		if (now >= slow) {
			options->slow(options->arg);
			slow = INT64_MAX;
		}
		if (poll(p, 2, (int)((slow < deadline ? slow : deadline) - now)) <= 0)
			continue;
		if (p[0].revents != 0)
			return CMH_OK;
		if (options->cancel == NULL || options->cancel(options->arg))
			return CMH_INTERRUPTED;
	}
	return CMH_TIMEOUT;
}

const struct cmh_quorum *
cmh_quorum_get(struct cmh_handle *handle, struct cmh_error *err)
{
	struct attempt attempt = { .doing = DO_GET, .ms = handle_options(handle)->timeout_ms };
	struct cmh_question *q = NULL;
	enum cmh_status status;

	if (!handle_is_live(handle)) {
		error_reason(err, CMH_REASON_SAVED, error_set(err, CMH_INVALID, NULL, "a saved map does not say whether there is quorum"));
		return NULL;
	}
	if ((q = cmh_quorum_ask(err)) == NULL)
		return NULL;
	status = wait_for_answer(q, handle_options(handle));
	if (status == CMH_OK)
		status = cmh_quorum_take(q, &handle->quorum, err);
	else if (status == CMH_TIMEOUT) {
		attempt.pid = atomic_load(&q->pid);
		error_timeout(err, &attempt, false);
	} else
		error_interrupted(err, &attempt);
	if (status == CMH_OK && !reading_add(handle, atomic_load(&q->pid))) {
		status = error_from_cmap(&handle->last_error, &attempt, CS_ERR_LIBRARY, ESTALE);
		if (err != NULL)
			error_copy(err, &handle->last_error);
	}
	cmh_quorum_drop(q);
	return status == CMH_OK ? &handle->quorum : NULL;
}
