/* SPDX-License-Identifier: BSD-3-Clause */
/* Handles, as the library's files see them: context.c and handle.c open and close them, route.c sends requests on. */
#ifndef CMH_HANDLE_H
#define CMH_HANDLE_H

#include <sys/queue.h>

#include "conn.h"
#include "map.h"

struct saved;

struct cmh_handle {
	struct cmh_context *cmh;
	TAILQ_ENTRY(cmh_handle) next;
	char *name;
	enum map_set maps;   /* of a live map; of a saved one, both */
	char *file;          /* of a saved map; NULL: a live one */
	struct saved *saved; /* NULL: a live map */
	struct conn *conn[N_MAPS];
	struct conn_state ended[N_MAPS]; /* the last state of a connection that has ended, with `opened` of all of them */
	struct origin origin;           /* of the reading that goes on, or of the last one */
	bool reading_held;              /* see cmh_reading_hold() */
	void *attached;                 /* see cmh_handle_attach() */
	void (*release)(void *attached);
	struct cmh_error last_error;
	struct cmh_handle_info info; /* as it was asked for last */
	struct cmh_quorum quorum;    /* the same */
};

struct cmh_context {
	struct cmh_options options;
	TAILQ_HEAD(cmh_handles, cmh_handle) handles; /* in the order of opening */
	uint64_t requests; /* of the handles that were closed */
};

/* How many requests were sent on a handle. */
uint64_t handle_requests(const struct cmh_handle *handle);

/* ---- route.c ----------------------------------------------------------- */

/*
 * Runs a job on the handle's connection to `map`, or on its saved map. When
 * corosync does not answer in time, the job is left to the connection, and *job
 * becomes NULL.
 */
enum cmh_status handle_call(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err);

/*
 * The same of a live map in two steps: several maps can be read at the same time. When
 * handle_begin() succeeds, handle_end() or handle_abandon() follows, which leaves the
 * job to the connection.
 */
enum cmh_status handle_begin(struct cmh_handle *handle, enum cmh_map map, struct job *job, struct cmh_error *err);
enum cmh_status handle_end(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err);
bool handle_await_open(struct cmh_handle *handle, enum cmh_map map); /* between the two: false, it is not open */
void handle_abandon(struct cmh_handle *handle, enum cmh_map map);

/* Keeps an error as the handle's last one, passes it on to `err`, which may be NULL, and clears it. Returns `status`. */
enum cmh_status handle_report(struct cmh_handle *handle, enum cmh_status status, struct cmh_error *error, struct cmh_error *err);

/* Whether it is a live map, not a saved one. */
bool handle_is_live(const struct cmh_handle *handle);

/* The options of the handle's context. */
const struct cmh_options *handle_options(const struct cmh_handle *handle);

/* Whether a path can cover keys of that map of the handle. */
bool handle_covers(const struct cmh_handle *handle, enum cmh_map map, const char *path);

/* The map of the handle that a key belongs to. */
enum cmh_map handle_route(const struct cmh_handle *handle, const char *key);

#endif
