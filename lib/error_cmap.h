/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors of libcmap and of waiting for it. In all functions `err` may be NULL. */
#ifndef CMH_ERROR_CMAP_H
#define CMH_ERROR_CMAP_H

#include "cmh.h"
#include "libcmap.h"

/* What was being done. Bits, so that one row of the table can match several. */
enum doing {
	DO_CONNECT = 1 << 0,
	DO_GET = 1 << 1,
	DO_LIST = 1 << 2,
	DO_SET = 1 << 3,
	DO_ADD = 1 << 4,
	DO_DELETE = 1 << 5,
	DO_TRACK = 1 << 6,
	DO_WRITE = DO_SET | DO_ADD | DO_DELETE,
	DO_READ = DO_GET | DO_LIST,
	DO_ANY = DO_CONNECT | DO_READ | DO_WRITE | DO_TRACK,
};

/* An attempt that failed. */
struct attempt {
	enum doing doing;
	enum cmh_map map;
	const char *key; /* NULL: none */
	pid_t pid;       /* of corosync; 0: not known */
	uid_t peer_uid;  /* of the process that answered, for CS_ERR_SECURITY */
	unsigned ms;     /* how long the caller waited, for a timeout */
};

/* Fills `err` for what libcmap returned. */
enum cmh_status error_from_cmap(struct cmh_error *err, const struct attempt *attempt, cs_error_t rc, int os_errno);

/* ---- error_wait.c ------------------------------------------------------- */

/* No answer in time. `again`: corosync did answer, "try again" each time. Returns CMH_TIMEOUT. */
enum cmh_status error_timeout(struct cmh_error *err, const struct attempt *attempt, bool again);

/* corosync has ended, and libcmap does not know it yet. Returns CMH_UNREACHABLE. */
enum cmh_status error_ended(struct cmh_error *err, const struct attempt *attempt);

/* The caller's `cancel` gave up. Returns CMH_INTERRUPTED. */
enum cmh_status error_interrupted(struct cmh_error *err, const struct attempt *attempt);

#endif
