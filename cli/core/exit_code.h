/* SPDX-License-Identifier: BSD-3-Clause */
/* The exit statuses, and how those of many items become one. */
#ifndef CORE_EXIT_CODE_H
#define CORE_EXIT_CODE_H

#include "cmh.h"

/* A contract with scripts. */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_NO = 1,            /* the answer is no: nothing matched, they differ */
	EXIT_USAGE = 2,         /* wrong usage; nothing was sent */
	EXIT_MISSING = 3,       /* a named key does not exist */
	EXIT_UNREACHABLE = 4,   /* corosync cannot be reached, or was lost */
	EXIT_REFUSED = 5,       /* no permission, a read-only key, or a risky change that was not confirmed */
	EXIT_ERROR = 6,         /* another error of cmap or of the system */
	EXIT_PARTIAL = 7,       /* some items worked and some failed */
	EXIT_TIMEOUT = 124,
	EXIT_INTERRUPTED = 130,
};

/* The exit status for an error of the library. */
enum exit_code exit_code_of(enum cmh_status status);

/* How many items of a command worked. */
struct tally {
	unsigned done, failed;
	enum exit_code first; /* of the failures */
};

void tally_add(struct tally *tally, enum exit_code code);

/* EXIT_DONE if nothing failed, EXIT_PARTIAL if something else worked, else the status of the first failure. */
enum exit_code tally_exit(const struct tally *tally);

#endif
