/* SPDX-License-Identifier: BSD-3-Clause */
/* The exit statuses, and how those of several items become one. */
#ifndef CORE_EXIT_CODE_H
#define CORE_EXIT_CODE_H

#include "cmh.h"

/* The exit statuses. Scripts rely on them: they never change. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_NO = 1,            /* the answer is no: no key matches, the maps differ, a condition is false */
	EXIT_USAGE = 2,         /* wrong usage; nothing was sent */
	EXIT_MISSING = 3,       /* a named key does not exist */
	EXIT_UNREACHABLE = 4,   /* no connection to corosync, or the connection was lost */
	EXIT_REFUSED = 5,       /* no permission, a read-only key, or a risky change that was not confirmed */
	EXIT_ERROR = 6,         /* another error of cmap or of the system */
	EXIT_PARTIAL = 7,       /* some items succeeded and some failed */
	EXIT_TIMEOUT = 124,     /* as of timeout(1) */
	EXIT_INTERRUPTED = 130,
};

/* Returns the exit status for an error of the library. */
enum exit_code exit_code_of(enum cmh_status status);

/* How many items of a command succeeded, and how many failed. */
struct tally {
	unsigned done, failed;
	enum exit_code first; /* the status of the first failure */
	bool interrupted;     /* one of the failures is that a person gave up */
};

/* Counts one item by its status. */
void tally_add(struct tally *tally, enum exit_code code);

/*
 * Returns EXIT_DONE if nothing failed, EXIT_INTERRUPTED if a person gave up, EXIT_PARTIAL if something succeeded and
 * something failed, else the first failure.
 */
enum exit_code tally_exit(const struct tally *tally);

#endif
