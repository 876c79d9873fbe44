/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handles are found, opened and closed here. A handle has a connection for each
 * map that it covers, opened when first needed and again after it was lost.
 */
#include "handle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmh_private.h"
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
handle_new(struct cmh_context *cmh, enum map_set maps, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = calloc(1, sizeof(*handle));

	if (handle == NULL || (handle->name = choose_name(cmh, spec, name)) == NULL) {
		free(handle);
		error_no_memory(err);
		return NULL;
	}
	handle->cmh = cmh;
	handle->maps = maps;
	TAILQ_INSERT_TAIL(&cmh->handles, handle, next);
	return handle;
}

size_t
cmh_spec_file(const char *spec, size_t *part)
{
	size_t len = strlen(spec), digits = 0;

	while (digits < len && strchr("0123456789", spec[len - 1 - digits]) != NULL)
		digits++;
	*part = 0;
	if (digits == 0 || digits > 6 || len - digits < 2 || spec[len - digits - 1] != '#' || access(spec, F_OK) == 0)
		return len;
	*part = strtoul(spec + len - digits, NULL, 10);
	return *part > 0 ? len - digits - 1 : len;
}

/* Opens the file of a spec. The caller closes it; NULL: see `err`. */
static FILE *
open_file(const char *spec, struct cmh_error *err)
{
	size_t part;
	char *file = strndup(spec, cmh_spec_file(spec, &part));
	FILE *in = file != NULL ? fopen(file, "re") : NULL;

	if (file == NULL)
		error_no_memory(err);
	else if (in == NULL)
		error_set(err, CMH_FAILED, NULL, "cannot open \"%s\": %s", file, strerror(errno));
	free(file);
	return in;
}

/* Reads a saved map. */
static enum cmh_status
read_saved(struct cmh_handle *handle, FILE *in, enum cmh_text text, const char *spec, struct cmh_error *err)
{
	size_t part, len = cmh_spec_file(spec, &part);
	char *file = strndup(spec, len);

	if (file == NULL || (handle->file = strdup(spec)) == NULL)
		error_no_memory(err);
	else
		handle->saved = saved_read(in, text, file, part > 0 ? part : 1, err);
	free(file);
	return handle->saved != NULL ? CMH_OK : CMH_FAILED;
}

/* Connects a handle on one map; "live" connects when it is used. */
static enum cmh_status
connect_if_one(struct cmh_handle *handle, struct cmh_error *err)
{
	if (handle->maps == MAPS_LIVE)
		return CMH_OK;
	return connect_now(handle, map_set_has(handle->maps, CMH_STATS) ? CMH_STATS : CMH_ICMAP, err);
}

/* Fails for a spec that is neither a map nor the name of a file. To forget the ./ of a file is a common mistake. */
static void
fail_spec(const char *spec, struct cmh_error *err)
{
	const char *hint = "use live, icmap, stats, or a file name with a slash or a dot";
	char *file = spec[0] != '\0' && access(spec, F_OK) == 0 ? str_format("did you mean the file ./%s?", spec) : NULL;

	error_set(err, CMH_INVALID, file != NULL ? file : hint, "no map \"%s\"", spec);
	error_reason(err, CMH_REASON_NO_MAP, CMH_INVALID);
	free(file);
}

/* Opens what `spec` names; a file is read from `in`. */
static struct cmh_handle *
open_handle(struct cmh_context *cmh, FILE *in, enum cmh_text text, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle;
	enum cmh_status status;

	if (name != NULL && cmh_handle_by_name(cmh, name) != NULL) {
		error_set(err, CMH_INVALID, "close it first, or choose another name",
			  "the name \"%s\" is already in use", name);
		return NULL;
	}
	handle = handle_new(cmh, in != NULL ? MAPS_LIVE : map_set_by_name(spec), spec, name, err);
	if (handle == NULL)
		return NULL;
	status = in != NULL ? read_saved(handle, in, text, spec, err) : connect_if_one(handle, err);
	if (status == CMH_OK)
		return handle;
	cmh_handle_close(handle);
	return NULL;
}

struct cmh_handle *
cmh_handle_open_stream(struct cmh_context *cmh, FILE *in, enum cmh_text text, const char *spec, const char *name, struct cmh_error *err)
{
	return open_handle(cmh, in, text, spec, name, err);
}

struct cmh_handle *
cmh_handle_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle;
	FILE *in = NULL;

	if (!is_file_name(spec) && map_set_by_name(spec) == MAPS_NONE) {
		fail_spec(spec, err);
		return NULL;
	}
	if (is_file_name(spec) && (in = open_file(spec, err)) == NULL)
		return NULL;
	handle = open_handle(cmh, in, CMH_TEXT_PASTED, spec, name, err);
	if (in != NULL)
		fclose(in);
	return handle;
}

uint64_t
handle_requests(const struct cmh_handle *handle)
{
	uint64_t n = 0;

	FOR_EACH_MAP(map) {
		struct conn_state state = { 0 };

		if (handle->conn[map] != NULL)
			conn_state(handle->conn[map], &state);
		n += state.requests + handle->ended[map].requests;
	}
	return n;
}

void
cmh_handle_attach(struct cmh_handle *handle, void *attached, void (*release)(void *))
{
	if (handle->attached != NULL)
		handle->release(handle->attached);
	handle->attached = attached;
	handle->release = release;
}

void *
cmh_handle_attached(const struct cmh_handle *handle)
{
	return handle->attached;
}

bool
cmh_handle_add_saved(struct cmh_handle *handle, const struct cmh_handle *from)
{
	return saved_add(handle->saved, from->saved);
}

void
cmh_handle_close(struct cmh_handle *handle)
{
	struct cmh_context *cmh;

	if (handle == NULL)
		return;
	cmh = handle->cmh;
	cmh->requests += handle_requests(handle);
	TAILQ_REMOVE(&cmh->handles, handle, next);
	FOR_EACH_MAP(map)
		conn_close(handle->conn[map], cmh->options.timeout_ms < CLOSE_MS ? cmh->options.timeout_ms : CLOSE_MS);
	cmh_handle_attach(handle, NULL, NULL);
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
	const struct conn_state *ended = &handle->ended[map];
	struct conn_state state = { 0 };

	if (handle->conn[map] != NULL)
		conn_state(handle->conn[map], &state);
	out->connected |= state.connected;
	out->lost |= handle->conn[map] != NULL ? state.lost : ended->lost;
	if (state.opened + ended->opened > 1)
		out->reopened += state.opened + ended->opened - 1;
	if (out->pid == 0 || state.connected) /* the pid of a lost connection may be out of date */
		out->pid = state.pid != 0 ? state.pid : ended->pid != 0 ? ended->pid : out->pid;
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
