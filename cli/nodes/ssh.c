/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/ssh.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "array.h"
#include "base/child.h"
#include "clock.h"
#include "str.h"

enum {
	AT_ONCE = 16,
	SLOW_MS = 1000,
	CHUNK = 16384,
	STATUS_SSH = 255,    /* ssh's own failure */
	STATUS_KILLED = 256,
	FDS_PER_RUN = 3,     /* output, errors, end */
};

/* A call that runs. */
struct run {
	struct ssh_call *call; /* NULL: this place is free */
	struct child child;
	int out, err;          /* -1: at its end */
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

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Starts ssh with its output in two pipes. False: see errno. */
static bool
start_captured(struct run *run, char *const *argv)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 };
	bool good = pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0 && fcntl(out[0], F_SETFL, O_NONBLOCK) == 0 &&
		    fcntl(err[0], F_SETFL, O_NONBLOCK) == 0 && child_start_captured(&run->child, argv, out[1], err[1]);
	int why = errno;

	close_fd(&out[1]);
	close_fd(&err[1]);
	if (!good) {
		close_fd(&out[0]);
		close_fd(&err[0]);
	}
	run->out = out[0];
	run->err = err[0];
	errno = why;
	return good;
}

/*
 * Starts ssh for a call. What is not said here, such as the checks of the host's
 * key, is as the person's configuration of ssh has it.
 */
static void
start(struct crowd *crowd, struct run *run)
{
	static char ssh[] = "ssh", no_terminal[] = "-T", no_x11[] = "-x", no_input[] = "-n", option[] = "-o", batch[] = "BatchMode=yes", end[] = "--";
	static char sh[] = "sh", script[] = "-c";
	struct ssh_call *call = run->call;
	char *timeout = str_format("ConnectTimeout=%u", (crowd->limits->connect_ms + 999) / 1000);
	char *alias = str_format("HostKeyAlias=%s", call->host != NULL ? call->host : ""), *host = (char *)(run->by_address ? call->address : call->host);
	char *by_name[] = { ssh, no_terminal, no_x11, no_input, option, batch, option, timeout, end, host, (char *)call->command, NULL };
	char *by_address[] = { ssh, no_terminal, no_x11, no_input, option, batch, option, timeout, option, alias, end, host,
			       (char *)call->command, NULL };
	char *here[] = { sh, script, (char *)call->command, NULL };

	if (timeout == NULL || alias == NULL)
		crowd->failed = true;
	else if (start_captured(run, call->host == NULL ? here : run->by_address ? by_address : by_name))
		call->end = SSH_RUNNING;
	else {
		call->end = SSH_NOT_STARTED;
		call->status = errno;
	}
	free(timeout);
	free(alias);
}

static void
release(struct crowd *crowd, struct run *run)
{
	child_end(&run->child);
	close_fd(&run->out);
	close_fd(&run->err);
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
		*run = (struct run){ .call = &crowd->calls[crowd->next++], .child.fd = -1, .out = -1, .err = -1 };
		run->deadline = clock_ms() + crowd->limits->total_ms;
		crowd->n_running++;
		start(crowd, run);
		if (run->call->end != SSH_RUNNING)
			release(crowd, run);
	}
}

/* ---- collecting ------------------------------------------------------------ */

/* Takes what is there. Closes the descriptor at its end. False: out of memory. */
static bool
collect(int *fd, struct ssh_text *text, size_t limit)
{
	ssize_t n = 1;

	while (*fd >= 0 && n > 0 && text->len <= limit) {
		if (!array_reserve(&text->bytes, &text->capacity, text->len + CHUNK + 1, 1))
			return false;
		n = read(*fd, text->bytes + text->len, CHUNK);
		if (n > 0)
			text->len += (size_t)n;
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			close_fd(fd);
		text->bytes[text->len] = '\0';
	}
	return true;
}

/* Whether ssh failed because it found no address for the name of the host, and another one is known. */
static bool
needs_address(const struct run *run)
{
	const struct ssh_call *call = run->call;

	return !run->by_address && call->address != NULL && call->status == STATUS_SSH && call->err.bytes != NULL &&
	       strstr(call->err.bytes, "Could not resolve hostname") != NULL;
}

/* ssh has ended: begins again with the address, or is done. */
static void
finish(struct crowd *crowd, struct run *run, int status)
{
	struct ssh_call *call = run->call;

	call->status = WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_KILLED;
	call->end = SSH_EXITED;
	if (!needs_address(run)) {
		release(crowd, run);
		return;
	}
	close_fd(&run->out);
	close_fd(&run->err);
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
	return run->child.fd >= 0 ? end->revents != 0 : run->out < 0 && run->err < 0;
}

/* Handles what one call has sent. A process of ssh that stays may keep the pipes open: when ssh has ended, they are not waited for. */
static void
advance(struct crowd *crowd, struct run *run, const struct pollfd *end)
{
	struct ssh_call *call = run->call;
	bool ended = has_ended(run, end);
	size_t limit = crowd->limits->bytes;
	int status;

	if (!collect(&run->out, &call->out, limit) || !collect(&run->err, &call->err, limit))
		crowd->failed = true;
	else if (call->out.len > limit || call->err.len > limit)
		give_up(crowd, run, SSH_TOO_LONG);
	else if (ended && child_reap(&run->child, &status))
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
		const int watched[FDS_PER_RUN] = { run->out, run->err, run->child.fd };

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
