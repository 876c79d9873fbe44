/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is run on another node, and what its answer means. There, cmapsh prints keys as
 * JSON; without it, corosync-cmapctl prints them as text. Both are read as saved maps.
 */
#ifndef NODES_REMOTE_H
#define NODES_REMOTE_H

#include "cmh.h"
#include "nodes/ssh.h"

/* What is to be printed. */
struct remote_request {
	const char *const *paths; /* the keys that they cover; all keys without paths */
	size_t n;
	unsigned timeout_ms;      /* the command ends after it even if corosync does not answer */
	bool report;              /* also what no key has: the output of corosync -v and of corosync-quorumtool -s */
	bool by_cmapctl;          /* by corosync-cmapctl, even if cmapsh is installed */
};

/* Returns the command that prints keys. It only reads. The caller frees it; NULL: out of memory. */
char *remote_command(const struct remote_request *request);

/* Returns the command that prints only the report of this node. */
char *remote_report_command(unsigned timeout_ms);

/*
 * Returns the command that runs cmapsh with these words, which may have any characters, for as
 * long as there is somebody who reads what it prints; with `seconds`, at most so long. There is nothing else that could
 * do it: without a cmapsh, it only says so. See stream.h. The caller frees it; NULL: out of memory.
 */
char *remote_cmapsh_command(const char *const *words, size_t n, unsigned seconds);

/* The keys in an answer: bytes of the call. */
struct remote_keys {
	char *bytes;
	size_t len;
	const char *report; /* ends with the output of the call; NULL: none */
	bool by_cmapsh;     /* cmapsh has printed them, not corosync-cmapctl; also set if the answer is an error */
};

/* Finds the keys in what a host has printed, which it changes. Any other status than CMH_OK: it has not answered, see `err`. */
enum cmh_status remote_answer(struct ssh_call *call, struct remote_keys *out, struct cmh_error *err);

/*
 * Returns the next message that a host with an answer printed on its standard error,
 * except that a path has no keys. `*at` is 0 at first. The caller frees it. NULL: the
 * end, or out of memory.
 */
char *remote_message(const struct ssh_call *call, size_t *at);

#endif
