/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs a command on many hosts at once, by the system's ssh(1), and collects what it prints. */
#ifndef NODES_SSH_H
#define NODES_SSH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ssh_end {
	SSH_WAITING,     /* it has not begun */
	SSH_RUNNING,
	SSH_EXITED,      /* see `status` */
	SSH_TIMEOUT,     /* it took longer than the limit */
	SSH_TOO_LONG,    /* it printed more than the limit */
	SSH_NOT_STARTED, /* see `status`, an errno */
	SSH_INTERRUPTED,
};

/* Exit statuses of ssh that are not those of the command. */
enum { SSH_STATUS_FAILED = 255, SSH_STATUS_KILLED = 256 };

/* What a host prints. Any bytes, followed by a NUL. */
struct ssh_text {
	char *bytes; /* NULL: nothing */
	size_t len, capacity;
};

/* A host, and what came of it. The caller sets host, address and command, which must outlive the call. */
struct ssh_call {
	const char *host;    /* as ssh takes it; NULL: the command is run here, without ssh */
	const char *address; /* tried when ssh finds no address for the host, with the host's key; NULL: none */
	const char *command; /* for the shell of the host */
	enum ssh_end end;
	int status;          /* SSH_EXITED: the exit status, or one of the two above */
	int64_t ms;          /* SSH_EXITED: how long it took */
	struct ssh_text out, err;
};

struct ssh_limits {
	unsigned connect_ms;       /* to connect */
	unsigned total_ms;         /* for one host, from its start */
	size_t bytes;              /* that a host may print */
	int cancel_fd;             /* when it is readable, `cancel` is asked; -1: none */
	bool (*cancel)(void *arg); /* true: give up; NULL: always */
	/* Called once, when the calls have taken a second. NULL: none. */
	void (*slow)(const struct ssh_call *calls, size_t n, void *arg);
	void *arg;                 /* for both */
};

/*
 * Runs all calls, at most 16 at a time, and waits for them. The caller releases each
 * with ssh_call_clear(). False: out of memory, or of descriptors.
 */
bool ssh_run(struct ssh_call *calls, size_t n, const struct ssh_limits *limits);

void ssh_call_clear(struct ssh_call *call);

#endif
