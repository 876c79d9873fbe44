/* SPDX-License-Identifier: BSD-3-Clause */
/* Sends a request on a handle to the connection or the saved map that has the answer. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "handle.h"
#include "saved.h"

bool
handle_is_live(const struct cmh_handle *handle)
{
	return handle->saved == NULL;
}

const struct cmh_options *
handle_options(const struct cmh_handle *handle)
{
	return &handle->cmh->options;
}

enum cmh_map
handle_route(const struct cmh_handle *handle, const char *key)
{
	if (handle->maps == MAPS_LIVE)
		return cmh_key_map(key);
	return map_set_has(handle->maps, CMH_STATS) ? CMH_STATS : CMH_ICMAP;
}

/* Whether a path can cover keys of the stats map, where both maps are one tree. */
static bool
may_cover_stats(const char *path)
{
	static const char stats[] = "stats.";
	size_t literal = strcspn(path, "*");

	if (cmh_path_covers("stats", path) || path[0] == '\0')
		return true;
	return path[literal] == '*' && strncmp(path, stats, literal) == 0;
}

bool
handle_covers(const struct cmh_handle *handle, enum cmh_map map, const char *path)
{
	if (handle->maps != MAPS_LIVE)
		return map_set_has(handle->maps, map);
	return map == CMH_STATS ? may_cover_stats(path) : cmh_key_map(path) == CMH_ICMAP;
}

bool
cmh_handle_covers(const struct cmh_handle *handle, const char *key)
{
	if (handle->saved != NULL)
		return saved_covers(handle->saved, key);
	return map_set_has(handle->maps, cmh_key_map(key));
}

const char *
cmh_handle_text(const struct cmh_handle *handle)
{
	return handle->saved != NULL ? saved_text(handle->saved) : NULL;
}

bool
cmh_handle_place(const struct cmh_handle *handle, const char *key, struct cmh_position *out)
{
	return handle->saved != NULL && saved_place(handle->saved, key, out);
}

enum cmh_status
handle_report(struct cmh_handle *handle, enum cmh_status status, struct cmh_error *error, struct cmh_error *err)
{
	if (status != CMH_OK) {
		error_copy(&handle->last_error, error);
		if (err != NULL)
			error_copy(err, error);
	}
	cmh_error_clear(error);
	return status;
}

enum cmh_status
handle_begin(struct cmh_handle *handle, enum cmh_map map, struct job *job, struct cmh_error *err)
{
	struct cmh_error error = CMH_ERROR_INIT;
	struct conn **conn = &handle->conn[map];
	enum cmh_status status = CMH_OK;

	if (*conn == NULL && (*conn = conn_new(map)) == NULL)
		status = error_set(&error, CMH_FAILED, "close other maps or programs", "cannot start a connection: %s", strerror(errno));
	else if (conn_is_foreign(*conn))
		status = error_forked(&error);
	if (status != CMH_OK)
		return handle_report(handle, status, &error, err);
	job->partial = job->op->partial || handle->reading_held;
	job->origin = handle->origin;
	conn_submit(*conn, job);
	return CMH_OK;
}

bool
handle_await_open(struct cmh_handle *handle, enum cmh_map map)
{
	return conn_await_open(handle->conn[map], handle_options(handle));
}

/* Adds where a part of a reading comes from. Another part that went on at the same time may come from another corosync. */
static enum cmh_status
add_origin(struct cmh_handle *handle, enum cmh_map map, struct job *job, struct cmh_error *error)
{
	struct origin *origin = &handle->origin;

	if (origin->pid != 0 && (origin->pid != job->origin.pid || origin->started != job->origin.started)) {
		job->rc = CS_ERR_LIBRARY;
		job->os_errno = ESTALE;
		return conn_result(handle->conn[map], job, error);
	}
	origin->pid = job->origin.pid;
	origin->started = job->origin.started;
	origin->opened[map] = job->origin.opened[map];
	return CMH_OK;
}

/* Keeps the last state of a connection that has ended. */
static void
keep_state(struct cmh_handle *handle, enum cmh_map map, struct conn_state state)
{
	state.opened += handle->ended[map].opened;
	state.requests += handle->ended[map].requests;
	handle->ended[map] = state;
}

enum cmh_status
handle_end(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err)
{
	struct cmh_error error = CMH_ERROR_INIT;
	struct conn **conn = &handle->conn[map];
	struct conn_state state = { 0 };
	enum cmh_status status = conn_wait(conn, job, &handle->cmh->options, &state, &error);

	if ((status == CMH_OK || status == CMH_NOT_FOUND) && (*job)->partial && add_origin(handle, map, *job, &error) != CMH_OK)
		status = error.status;
	if (*conn == NULL)
		keep_state(handle, map, state);
	return handle_report(handle, status, &error, err);
}

void
handle_abandon(struct cmh_handle *handle, enum cmh_map map)
{
	struct conn_state state;

	conn_state(handle->conn[map], &state);
	conn_close(handle->conn[map], 0);
	handle->conn[map] = NULL;
	state.connected = false;
	keep_state(handle, map, state);
}

enum cmh_status
handle_call(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err)
{
	struct cmh_error error = CMH_ERROR_INIT;
	enum cmh_status status;

	if (handle->saved == NULL) {
		status = handle_begin(handle, map, *job, err);
		return status == CMH_OK ? handle_end(handle, map, job, err) : status;
	}
	(*job)->map = map;
	status = saved_serve(handle->saved, *job, &error);
	return handle_report(handle, status, &error, err);
}
