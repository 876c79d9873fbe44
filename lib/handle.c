/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handles are found, opened and closed here. A handle has a connection for each
 * map that it covers, opened when first needed and again after it was lost.
 */
#include "handle.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "saved.h"
#include "str.h"

enum { CLOSE_MS = 200 }; /* the longest wait for corosync in a close */

struct cmh_handle *
cmh_handle_next(struct cmh_context *cmh, const struct cmh_handle *after)
{
	return after == NULL ? TAILQ_FIRST(&cmh->handles) : TAILQ_NEXT(after, next);
}

struct cmh_handle *
cmh_handle_by_name(struct cmh_context *cmh, const char *name)
{
	struct cmh_handle *handle;

	TAILQ_FOREACH(handle, &cmh->handles, next)
		if (strcmp(handle->name, name) == 0)
			break;
	return handle;
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

/* Makes a name that is free: the one asked for, or the last part of the spec and a number. NULL: it is taken, or out of memory. */
static char *
choose_name(struct cmh_context *cmh, const char *spec, const char *name)
{
	const char *slash = strrchr(spec, '/');
	char *chosen;

	spec = slash != NULL && slash[1] != '\0' ? slash + 1 : spec;
	chosen = strdup(name != NULL ? name : spec);
	for (unsigned i = 2; chosen != NULL && cmh_handle_by_name(cmh, chosen) != NULL; i++) {
		free(chosen);
		chosen = name == NULL ? str_format("%s%u", spec, i) : NULL;
	}
	return chosen;
}

static enum cmh_status
connect_now(struct cmh_handle *handle, enum cmh_map map, struct cmh_error *err)
{
	struct job *job = job_new(&op_connect, NULL);
	enum cmh_status status = job != NULL ? handle_call(handle, map, &job, err) : error_no_memory(err);

	job_free(job);
	return status;
}

static bool
is_file_name(const char *spec)
{
	return strpbrk(spec, "./") != NULL;
}

static struct cmh_handle *
handle_new(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = calloc(1, sizeof(*handle));

	if (handle == NULL || (handle->name = choose_name(cmh, spec, name)) == NULL) {
		free(handle);
		error_no_memory(err);
		return NULL;
	}
	handle->cmh = cmh;
	handle->maps = is_file_name(spec) ? MAPS_LIVE : map_set_by_name(spec);
	TAILQ_INSERT_TAIL(&cmh->handles, handle, next);
	return handle;
}

/* Connects a handle on one map, reads a file. */
static enum cmh_status
prepare(struct cmh_handle *handle, const char *spec, struct cmh_error *err)
{
	if (is_file_name(spec)) {
		if ((handle->file = strdup(spec)) == NULL)
			return error_no_memory(err);
		handle->saved = saved_open(spec, err);
		return handle->saved != NULL ? CMH_OK : CMH_FAILED;
	}
	if (handle->maps == MAPS_LIVE)
		return CMH_OK;
	return connect_now(handle, map_set_has(handle->maps, CMH_STATS) ? CMH_STATS : CMH_ICMAP, err);
}

/* Fails for a spec that is neither a map nor the name of a file. To forget the ./ of a file is a common mistake. */
static void
fail_spec(const char *spec, struct cmh_error *err)
{
	const char *hint = "use live, icmap, stats, or a file with a / or a . in its name";
	char *file = spec[0] != '\0' && access(spec, F_OK) == 0 ? str_format("did you mean the file ./%s?", spec) : NULL;

	error_set(err, CMH_INVALID, file != NULL ? file : hint, "no map \"%s\"", spec);
	error_reason(err, CMH_REASON_NO_MAP, CMH_INVALID);
	free(file);
}

struct cmh_handle *
cmh_handle_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle;

	if (!is_file_name(spec) && map_set_by_name(spec) == MAPS_NONE) {
		fail_spec(spec, err);
		return NULL;
	}
	if (name != NULL && cmh_handle_by_name(cmh, name) != NULL) {
		error_set(err, CMH_INVALID, "close it first, or choose another name",
			  "there is a handle \"%s\" already", name);
		return NULL;
	}
	handle = handle_new(cmh, spec, name, err);
	if (handle == NULL)
		return NULL;
	if (prepare(handle, spec, err) != CMH_OK) {
		cmh_handle_close(handle);
		return NULL;
	}
	return handle;
}

void
cmh_handle_close(struct cmh_handle *handle)
{
	struct cmh_context *cmh = handle->cmh;
	unsigned ms = cmh->options.timeout_ms < CLOSE_MS ? cmh->options.timeout_ms : CLOSE_MS;

	TAILQ_REMOVE(&cmh->handles, handle, next);
	FOR_EACH_MAP(map)
		conn_close(handle->conn[map], ms);
	saved_free(handle->saved);
	free(handle->file);
	cmh_error_clear(&handle->last_error);
	free(handle->name);
	free(handle);
}

/* Adds what is known of the connection to one map. */
static void
add_conn_info(const struct cmh_handle *handle, enum cmh_map map, struct cmh_handle_info *out)
{
	const struct conn_state *gone = &handle->gone[map];
	struct conn_state state = { 0 };

	if (handle->conn[map] != NULL)
		conn_state(handle->conn[map], &state);
	out->connected |= state.connected;
	out->lost |= state.lost;
	if (state.opened + gone->opened > 1)
		out->reopened += state.opened + gone->opened - 1;
	if (out->pid == 0 || state.connected) /* the pid of a lost connection may be out of date */
		out->pid = state.pid != 0 ? state.pid : gone->pid != 0 ? gone->pid : out->pid;
}

const struct cmh_handle_info *
cmh_handle_info(struct cmh_handle *handle)
{
	const char *map = map_set_name(handle->maps);

	handle->info = (struct cmh_handle_info){
		.name = handle->name,
		.spec = handle->file != NULL ? handle->file : map,
		.map = map,
		.last_error = &handle->last_error,
		.saved = handle->saved != NULL,
	};
	if (handle->info.saved)
		saved_info(handle->saved, &handle->info);
	FOR_EACH_MAP(map_of_conn)
		add_conn_info(handle, map_of_conn, &handle->info);
	return &handle->info;
}
