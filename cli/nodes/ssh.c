/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/ssh.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "clock.h"
#include "nodes/ssh_child.h"

enum {
	AT_ONCE = 16,
	SLOW_MS = 1000,
	FDS_PER_RUN = 3,     /* output, errors, end */
};

/* A call that runs. */
struct run {
	struct ssh_call *call; /* NULL: this place is free */
	struct ssh_child ssh;
	int64_t deadline;
	bool by_address;       /* the second attempt */
};

struct crowd {
	const struct ssh_limits *limits;
	struct ssh_call *calls;
	size_t n, next;   /* how many there are; the next one to begin */
	struct run runs[AT_ONCE];
	size_t n_running;
	bool failed;      /* out of memory, or of descriptors */
};

/* ---- starting ------------------------------------------------------------- */

/* Starts ssh for a call. */
static void
start(struct crowd *crowd, struct run *run)
{
	struct ssh_call *call = run->call;
	const struct ssh_target target = { .host = call->host, .address = run->by_address ? call->address : NULL, .command = call->command,
					   .connect_ms = crowd->limits->connect_ms };

	if (ssh_child_start(&run->ssh, &target))
		call->end = SSH_RUNNING;
	else {
		call->end = SSH_NOT_STARTED;
		call->status = errno;
	}
}

static void
release(struct crowd *crowd, struct run *run)
{
	ssh_child_end(&run->ssh);
	run->call = NULL;
	crowd->n_running--;
}

/* Gives up a call that runs. */
static void
give_up(struct crowd *crowd, struct run *run, enum ssh_end why)
{
	run->call->end = why;
	release(crowd, run);
}

/* Begins calls as long as there is place. */
static void
start_some(struct crowd *crowd)
{
	for (size_t i = 0; i < AT_ONCE && crowd->next < crowd->n && !crowd->failed; i++) {
		struct run *run = &crowd->runs[i];

		if (run->call != NULL)
			continue;
		*run = (struct run){ .call = &crowd->calls[crowd->next++], .ssh = SSH_CHILD_INIT };
		run->deadline = clock_ms() + crowd->limits->total_ms;
		crowd->n_running++;
		start(crowd, run);
		if (run->call->end != SSH_RUNNING)
			release(crowd, run);
	}
}

/* ---- collecting ------------------------------------------------------------ */

/* Whether ssh failed because it found no address for the name of the host, and another one is known. */
static bool
needs_address(const struct run *run)
{
	const struct ssh_call *call = run->call;

	return !run->by_address && call->address != NULL && ssh_child_has_no_address(call->status, call->err.bytes);
}

/* ssh has ended: begins again with the address, or is done. */
static void
finish(struct crowd *crowd, struct run *run, int status)
{
	struct ssh_call *call = run->call;

	call->status = WIFEXITED(status) ? WEXITSTATUS(status) : SSH_STATUS_KILLED;
	call->end = SSH_EXITED;
	call->ms = clock_ms() - (run->deadline - crowd->limits->total_ms);
	if (!needs_address(run)) {
		release(crowd, run);
		return;
	}
	ssh_child_end(&run->ssh);
	ssh_call_clear(call);
	run->by_address = true;
	start(crowd, run);
	if (call->end != SSH_RUNNING)
		release(crowd, run);
}

/* Whether ssh is to be reaped: it has ended, or has closed its output where that cannot be known. */
static bool
has_ended(const struct run *run, const struct pollfd *end)
{
	return run->ssh.child.fd >= 0 ? end->revents != 0 : run->ssh.out < 0 && run->ssh.err < 0;
}

/* Handles what one call has sent. A process of ssh that stays may keep the pipes open: when ssh has ended, they are not waited for. */
static void
advance(struct crowd *crowd, struct run *run, const struct pollfd *end)
{
	struct ssh_call *call = run->call;
	bool ended = has_ended(run, end);
	size_t limit = crowd->limits->bytes;
	int status;

	if (!ssh_child_collect(&run->ssh.out, &call->out, limit) || !ssh_child_collect(&run->ssh.err, &call->err, limit))
		crowd->failed = true;
	else if (call->out.len > limit || call->err.len > limit)
		give_up(crowd, run, SSH_TOO_LONG);
	else if (ended && child_reap(&run->ssh.child, &status))
		finish(crowd, run, status);
	else if (clock_ms() >= run->deadline)
		give_up(crowd, run, SSH_TIMEOUT);
}

/* ---- waiting ------------------------------------------------------------- */

/* How long to wait: until the first deadline, and `slow`. */
static int
wait_ms(const struct crowd *crowd, int64_t slow)
{
	int64_t now = clock_ms(), until = slow > 0 ? slow : INT64_MAX;

	for (size_t i = 0; i < AT_ONCE; i++)
		if (crowd->runs[i].call != NULL && crowd->runs[i].deadline < until)
			until = crowd->runs[i].deadline;
	return until <= now ? 0 : until - now > 60000 ? 60000 : (int)(until - now);
}

/* Waits for something to do. False: the person gives up. */
static bool
wait_and_advance(struct crowd *crowd, int64_t slow)
{
	struct pollfd fds[AT_ONCE * FDS_PER_RUN + 1], *cancel = &fds[AT_ONCE * FDS_PER_RUN];
	const struct ssh_limits *limits = crowd->limits;

	for (size_t i = 0; i < AT_ONCE; i++) {
		const struct run *run = &crowd->runs[i];
		const int watched[FDS_PER_RUN] = { run->ssh.out, run->ssh.err, run->ssh.child.fd };

		for (size_t k = 0; k < FDS_PER_RUN; k++)
			fds[i * FDS_PER_RUN + k] = (struct pollfd){ .fd = run->call != NULL ? watched[k] : -1, .events = POLLIN };
	}
	*cancel = (struct pollfd){ .fd = limits->cancel_fd, .events = POLLIN };
	if (poll(fds, AT_ONCE * FDS_PER_RUN + 1, wait_ms(crowd, slow)) < 0 && errno != EINTR)
		crowd->failed = true;
	if (cancel->revents != 0 && (limits->cancel == NULL || limits->cancel(limits->arg)))
		return false;
	for (size_t i = 0; i < AT_ONCE && !crowd->failed; i++)
		if (crowd->runs[i].call != NULL)
			advance(crowd, &crowd->runs[i], &fds[i * FDS_PER_RUN + 2]);
	return true;
}

bool
ssh_run(struct ssh_call *calls, size_t n, const struct ssh_limits *limits)
{
	struct crowd crowd = { .limits = limits, .calls = calls, .n = n };
	int64_t slow = limits->slow != NULL ? clock_ms() + SLOW_MS : 0;
	bool goes_on = true;

	start_some(&crowd);
	while (goes_on && crowd.n_running > 0 && !crowd.failed) {
		goes_on = wait_and_advance(&crowd, slow);
		if (goes_on)
			start_some(&crowd);
		if (slow > 0 && crowd.n_running > 0 && clock_ms() >= slow) {
			limits->slow(calls, n, limits->arg);
			slow = 0;
		}
	}
	for (size_t i = 0; i < AT_ONCE; i++)
		if (crowd.runs[i].call != NULL)
			give_up(&crowd, &crowd.runs[i], SSH_INTERRUPTED);
	for (size_t i = 0; i < n && !goes_on; i++)
		if (calls[i].end == SSH_WAITING)
			calls[i].end = SSH_INTERRUPTED;
	return !crowd.failed;
}

void
ssh_call_clear(struct ssh_call *call)
{
	free(call->out.bytes);
	free(call->err.bytes);
	call->out = call->err = (struct ssh_text){ 0 };
}
