/* SPDX-License-Identifier: BSD-3-Clause */
/* One process of ssh(1), or of a program here, with its output in two pipes. For ssh.c and stream.c. */
#ifndef NODES_SSH_CHILD_H
#define NODES_SSH_CHILD_H

#include <stdbool.h>

#include "base/child.h"
#include "nodes/ssh.h"

struct ssh_child {
	struct child child;
	int out, err; /* not blocking; -1: at its end */
};

#define SSH_CHILD_INIT { { 0, -1 }, -1, -1 }

/* What is to be run, and where. */
struct ssh_target {
	const char *host;    /* as ssh takes it; NULL: here, without ssh */
	const char *address; /* where to connect, with the key of the host; NULL: the host */
	const char *command; /* for the shell of the host */
	char *const *here;   /* without a host: the program; NULL: a shell with the command */
	unsigned connect_ms;
	bool lasting;        /* ssh also ends when the host has not answered for 15 seconds */
};

/* Starts the process. False: see errno. */
bool ssh_child_start(struct ssh_child *ssh, const struct ssh_target *target);

/* Takes what a descriptor has, up to about `limit` bytes in all; closes it at its end. False: out of memory. */
bool ssh_child_collect(int *fd, struct ssh_text *text, size_t limit);

/* Ends the process, if it runs, and closes the pipes. */
void ssh_child_end(struct ssh_child *ssh);

/* Whether ssh failed because it found no address for the name of the host, by its exit status and words; NULL: it had none. */
bool ssh_child_has_no_address(int status, const char *words);

#endif
