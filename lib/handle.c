/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registry of handles. A handle has a connection for each map that it
 * covers, opened when first needed and again after it was lost.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { CLOSE_MS = 1000 }; /* how long a close waits for corosync at most */

struct cmh_handle {
	struct cmh *cmh;
	struct cmh_handle *next; /* opened after this one */
	char *name;
	const struct spec *spec;
	struct conn *conn[CMH_STATS + 1];
	struct conn_state gone[CMH_STATS + 1]; /* of connections that were given up: the last one's, and `opened` of all */
	struct cmh_error last_error;
};

struct cmh {
	struct cmh_options options;
	struct cmh_handle *first;
	struct cmh_handle *current;
};

static const struct spec {
	const char *name;
	bool covers[CMH_STATS + 1];
} specs[] = {
	{ "icmap", { true, false } },
	{ "stats", { false, true } },
	{ "live", { true, true } },
};
enum { N_SPECS = sizeof(specs) / sizeof(specs[0]) };

const char *
cmh_version(void)
{
	return PACKAGE_VERSION;
}

const char *
cmh_map_name(enum cmh_map map)
{
	return specs[map].name;
}

/* ---- the registry ------------------------------------------------------ */

struct cmh *
cmh_new(const struct cmh_options *options)
{
	struct cmh *cmh = calloc(1, sizeof(*cmh));

	if (cmh != NULL)
		cmh->options = *options;
	return cmh;
}

struct cmh_options *
cmh_options(struct cmh *cmh)
{
	return &cmh->options;
}

void
cmh_free(struct cmh *cmh)
{
	if (cmh == NULL)
		return;
	while (cmh->first != NULL)
		cmh_close(cmh->first);
	free(cmh);
}

struct cmh_handle *
cmh_next(struct cmh *cmh, const struct cmh_handle *after)
{
	return after == NULL ? cmh->first : after->next;
}

struct cmh_handle *
cmh_find(struct cmh *cmh, const char *name)
{
	struct cmh_handle *h = cmh->first;

	while (h != NULL && strcmp(h->name, name) != 0)
		h = h->next;
	return h;
}

void
cmh_use(struct cmh_handle *handle)
{
	handle->cmh->current = handle;
}

struct cmh_handle *
cmh_current(struct cmh *cmh)
{
	return cmh->current;
}

/* ---- opening and closing ----------------------------------------------- */

static cs_error_t
run_nothing(struct job *job, cmap_handle_t cmap)
{
	(void)job;
	(void)cmap;
	return CS_OK;
}

static const struct op op_connect = { DO_CONNECT, run_nothing };

/* A name that is free: the one asked for, or the spec and a number. NULL: it is taken, or out of memory. */
static char *
choose_name(struct cmh *cmh, const char *spec, const char *name)
{
	char *chosen = strdup(name != NULL ? name : spec);

	for (unsigned i = 2; chosen != NULL && cmh_find(cmh, chosen) != NULL; i++) {
		free(chosen);
		if (name != NULL || asprintf(&chosen, "%s%u", spec, i) < 0)
			return NULL;
	}
	return chosen;
}

static void
append(struct cmh *cmh, struct cmh_handle *handle)
{
	struct cmh_handle **at = &cmh->first;

	while (*at != NULL)
		at = &(*at)->next;
	*at = handle;
}

static enum cmh_status
connect_now(struct cmh_handle *handle, enum cmh_map map, struct cmh_error *err)
{
	struct job *job = job_new(&op_connect, NULL);
	enum cmh_status status = job != NULL ? handle_call(handle, map, &job, err) : error_no_memory(err);

	job_free(job);
	return status;
}

static const struct spec *
find_spec(const char *name)
{
	for (size_t i = 0; i < N_SPECS; i++)
		if (strcmp(specs[i].name, name) == 0)
			return &specs[i];
	return NULL;
}

struct cmh_handle *
cmh_open(struct cmh *cmh, const char *spec, const char *name, struct cmh_error *err)
{
	const struct spec *found = find_spec(spec);
	struct cmh_handle *handle;

	if (found == NULL) {
		error_set(err, CMH_INVALID, "there are: live, icmap, stats", "no map \"%s\"", spec);
		return NULL;
	}
	if (name != NULL && cmh_find(cmh, name) != NULL) {
		error_set(err, CMH_INVALID, "close it first, or choose another name",
			  "there is a handle \"%s\" already", name);
		return NULL;
	}
	handle = calloc(1, sizeof(*handle));
	if (handle == NULL || (handle->name = choose_name(cmh, spec, name)) == NULL) {
		free(handle);
		error_no_memory(err);
		return NULL;
	}
	handle->cmh = cmh;
	handle->spec = found;
	append(cmh, handle);
	if ((!found->covers[CMH_STATS] && connect_now(handle, CMH_ICMAP, err) != CMH_OK) ||
	    (!found->covers[CMH_ICMAP] && connect_now(handle, CMH_STATS, err) != CMH_OK)) {
		cmh_close(handle);
		return NULL;
	}
	cmh->current = handle;
	return handle;
}

void
cmh_close(struct cmh_handle *handle)
{
	struct cmh *cmh = handle->cmh;
	struct cmh_handle **at = &cmh->first, *before = NULL;
	unsigned ms = cmh->options.timeout_ms < CLOSE_MS ? cmh->options.timeout_ms : CLOSE_MS;

	for (; *at != handle; at = &(*at)->next)
		before = *at;
	*at = handle->next;
	if (cmh->current == handle)
		cmh->current = before != NULL ? before : cmh->first;

	for (int map = CMH_ICMAP; map <= CMH_STATS; map++)
		conn_close(handle->conn[map], ms);
	cmh_error_clear(&handle->last_error);
	free(handle->name);
	free(handle);
}

void
cmh_handle_info(const struct cmh_handle *handle, struct cmh_handle_info *out)
{
	*out = (struct cmh_handle_info){
		.name = handle->name,
		.spec = handle->spec->name,
		.last_error = &handle->last_error,
	};
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++) {
		struct conn_state state = { 0 };
		const struct conn_state *gone = &handle->gone[map];

		if (handle->conn[map] != NULL)
			conn_state(handle->conn[map], &state);
		out->connected |= state.connected;
		out->lost |= state.lost;
		if (state.opened + gone->opened > 1)
			out->reopened += state.opened + gone->opened - 1;
		if (state.pid != 0 || gone->pid != 0)
			out->pid = state.pid != 0 ? state.pid : gone->pid;
	}
}

const struct cmh_options *
handle_options(const struct cmh_handle *handle)
{
	return &handle->cmh->options;
}

/* ---- requests ---------------------------------------------------------- */

enum cmh_map
handle_route(const struct cmh_handle *handle, const char *key)
{
	const bool *covers = handle->spec->covers;

	if (covers[CMH_ICMAP] && covers[CMH_STATS])
		return cmh_path_covers("stats", key) ? CMH_STATS : CMH_ICMAP;
	return covers[CMH_STATS] ? CMH_STATS : CMH_ICMAP;
}

bool
handle_covers(const struct cmh_handle *handle, enum cmh_map map, const char *path)
{
	static const char stats[] = "stats.";
	const bool *covers = handle->spec->covers;
	size_t len = strlen(path);

	if (!covers[CMH_ICMAP] || !covers[CMH_STATS])
		return covers[map];
	if (map == CMH_ICMAP)
		return !cmh_path_covers("stats", path);
	if (len > 0 && path[len - 1] == '*')
		len--;
	return cmh_path_covers("stats", path) ||
	       ((path[0] == '\0' || path[len] == '*') && strncmp(path, stats, len) == 0);
}

enum cmh_status
handle_call(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err)
{
	struct cmh_error error = CMH_ERROR_INIT;
	struct conn **conn = &handle->conn[map];
	struct conn_state state = { 0 };
	enum cmh_status status;

	if (*conn == NULL && (*conn = conn_new(map)) == NULL) {
		status = error_set(&error, CMH_FAILED, "close other handles or programs",
				   "cannot start a connection: %s", strerror(errno));
	} else {
		status = conn_call(conn, job, &handle->cmh->options, &state, &error);
		if (*conn == NULL) {
			state.opened += handle->gone[map].opened;
			handle->gone[map] = state;
		}
	}
	if (status != CMH_OK) {
		error_copy(&handle->last_error, &error);
		if (err != NULL)
			error_copy(err, &error);
	}
	cmh_error_clear(&error);
	return status;
}
