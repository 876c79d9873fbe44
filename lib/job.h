/* SPDX-License-Identifier: BSD-3-Clause */
/* Requests, as they go from the caller to a connection's thread and back. */
#ifndef CMH_JOB_H
#define CMH_JOB_H

#include "error_cmap.h"
#include "libcmap.h"
#include "map.h"
#include "scope.h"

struct conn;
struct job;
struct relay;

/* The corosync that a reading is from. All zero: none has answered yet. */
struct origin {
	pid_t pid;               /* 0: not known, as in another PID namespace */
	uint64_t started;        /* when that process began: a PID may be used again; 0: not known */
	unsigned opened[N_MAPS]; /* conn_state.opened of each connection that has answered; 0: it has not */
};

/* One kind of request. `run` is called on the connection's thread, and again after CS_ERR_TRY_AGAIN. */
struct op {
	enum doing doing;
	cs_error_t (*run)(struct job *job, cmap_handle_t cmap);
	bool patient; /* while corosync is not there, it is tried again */
	bool partial; /* it is always a part of a reading, see job->partial */
};

/*
 * A request under way. It owns all that it needs, because the caller may have
 * given it up when libcmap returns. It belongs to the caller or to the thread,
 * never to both; see conn.h.
 */
struct job {
	const struct op *op;
	struct conn *conn;          /* the connection that runs it */
	enum cmh_map map;
	char *key;                  /* a key, or a raw prefix; NULL: none */
	int by;                     /* DO_ADD */
	struct cmh_value value;     /* DO_SET: to write; DO_GET: what was read */
	struct cmh_entries entries; /* DO_LIST: found; of a fetch: to be filled; DO_SET, several keys: to write */
	size_t mark;                /* DO_LIST: from here on the entries are of this map; of a fetch, DO_SET: the next one */
	bool listed;                /* of a fetch: the keys come from a list, so a missing one has vanished */
	char *branch;               /* of a fetch: the one, with its dot, of the last key that vanished; NULL: none has */
	bool branch_vanished;       /* with all its keys */
	bool partial;               /* it is a part of a reading, which is of one corosync */
	struct origin origin;       /* if it is: where the other parts come from; receives where this one does */
	struct scope *scope;        /* DO_TRACK: what is watched; else NULL */
	bool names;                 /* DO_TRACK: without values */
	bool refresh;               /* DO_TRACK: `entries` has the names already */
	bool have_list;             /* DO_TRACK, reading all: the names are listed, the values are being read */
	struct relay *relay;        /* reading all: between the listing and its helper; else NULL */
	char *path;                 /* of the listing: names that it does not cover are not read */
	bool has_helper;            /* of the listing */
	unsigned round;             /* of the helper: which list its entries are of */
	char *raw;                  /* VALUE_RAW_SIZE bytes for values */
	enum doing failed;          /* what `rc` is about: DO_CONNECT or op->doing */
	cs_error_t rc;
	int os_errno;
};

/* A job about a key, of which a copy is made; NULL: about none. Owned by the caller (job_free()). NULL: out of memory. */
struct job *job_new(const struct op *op, const char *key);
void job_free(struct job *job);

/* The key that an error of the job is about. NULL: none. */
const char *job_key(const struct job *job);

#endif
