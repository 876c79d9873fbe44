/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registry of handles. A handle has a connection for each map that it
 * covers, opened when first needed and again after it was lost.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "handle.h"
#include "snapshot.h"

enum { CLOSE_MS = 200 }; /* how long a close waits for corosync at most */

static const struct spec specs[] = {
	{ "icmap", { true, false } },
	{ "stats", { false, true } },
	{ "live", { true, true } },
};
static const struct spec saved = { "saved", { true, true } };
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

struct cmh_context *
cmh_context_new(const struct cmh_options *options)
{
	struct cmh_context *cmh = calloc(1, sizeof(*cmh));

	if (cmh != NULL)
		cmh->options = *options;
	return cmh;
}

struct cmh_options *
cmh_context_options(struct cmh_context *cmh)
{
	return &cmh->options;
}

void
cmh_context_free(struct cmh_context *cmh)
{
	if (cmh == NULL)
		return;
	while (cmh->first != NULL)
		cmh_handle_close(cmh->first);
	free(cmh);
}

struct cmh_handle *
cmh_handle_next(struct cmh_context *cmh, const struct cmh_handle *after)
{
	return after == NULL ? cmh->first : after->next;
}

struct cmh_handle *
cmh_handle_by_name(struct cmh_context *cmh, const char *name)
{
	struct cmh_handle *h = cmh->first;

	while (h != NULL && strcmp(h->name, name) != 0)
		h = h->next;
	return h;
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

/* A name that is free: the one asked for, or the last part of the spec and a number. NULL: it is taken, or out of memory. */
static char *
choose_name(struct cmh_context *cmh, const char *spec, const char *name)
{
	const char *slash = strrchr(spec, '/');
	char *chosen;

	spec = slash != NULL && slash[1] != '\0' ? slash + 1 : spec;
	chosen = strdup(name != NULL ? name : spec);
	for (unsigned i = 2; chosen != NULL && cmh_handle_by_name(cmh, chosen) != NULL; i++) {
		free(chosen);
		if (name != NULL || asprintf(&chosen, "%s%u", spec, i) < 0)
			return NULL;
	}
	return chosen;
}

static void
append(struct cmh_context *cmh, struct cmh_handle *handle)
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
	append(cmh, handle);
	return handle;
}

/* A handle on one map connects at once; a file is read. */
static enum cmh_status
prepare(struct cmh_handle *handle, const char *spec, struct cmh_error *err)
{
	const bool *covers = handle->spec->covers;

	if (handle->spec == &saved) {
		handle->file = strdup(spec);
		handle->snapshot = handle->file != NULL ? snapshot_open(spec, err) : NULL;
		return handle->snapshot != NULL ? CMH_OK : CMH_FAILED;
	}
	if (covers[CMH_ICMAP] && covers[CMH_STATS])
		return CMH_OK;
	return connect_now(handle, covers[CMH_STATS] ? CMH_STATS : CMH_ICMAP, err);
}

/* A file without a dot in its name is a common slip. */
static void
fail_spec(const char *spec, struct cmh_error *err)
{
	const char *hint = "there are: live, icmap, stats, and files (with a / or a . in their names)";
	char *file = NULL;

	if (spec[0] != '\0' && access(spec, F_OK) == 0 && asprintf(&file, "the file of that name is ./%s", spec) < 0)
		file = NULL;
	error_set(err, CMH_INVALID, file != NULL ? file : hint, "no map \"%s\"", spec);
	free(file);
}

struct cmh_handle *
cmh_handle_open(struct cmh_context *cmh, const char *spec, const char *name, struct cmh_error *err)
{
	const struct spec *found = is_file_name(spec) ? &saved : find_spec(spec);
	struct cmh_handle *handle;

	if (found == NULL) {
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
	handle->spec = found;
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
	struct cmh_handle **at = &cmh->first;
	unsigned ms = cmh->options.timeout_ms < CLOSE_MS ? cmh->options.timeout_ms : CLOSE_MS;

	while (*at != handle)
		at = &(*at)->next;
	*at = handle->next;

	for (int map = CMH_ICMAP; map <= CMH_STATS; map++)
		conn_close(handle->conn[map], ms);
	snapshot_free(handle->snapshot);
	free(handle->file);
	cmh_error_clear(&handle->last_error);
	free(handle->name);
	free(handle);
}

void
cmh_handle_info(const struct cmh_handle *handle, struct cmh_handle_info *out)
{
	*out = (struct cmh_handle_info){
		.name = handle->name,
		.spec = handle->file != NULL ? handle->file : handle->spec->name,
		.map = handle->spec->name,
		.last_error = &handle->last_error,
		.saved = handle->snapshot != NULL,
	};
	if (out->saved)
		snapshot_info(handle->snapshot, out);
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++) {
		struct conn_state state = { 0 };
		const struct conn_state *gone = &handle->gone[map];

		if (handle->conn[map] != NULL)
			conn_state(handle->conn[map], &state);
		out->connected |= state.connected;
		out->lost |= state.lost;
		if (state.opened + gone->opened > 1)
			out->reopened += state.opened + gone->opened - 1;
		if (out->pid == 0 || state.connected) /* that of a lost connection may be outdated */
			out->pid = state.pid != 0 ? state.pid : gone->pid != 0 ? gone->pid : out->pid;
	}
}
