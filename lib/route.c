/* SPDX-License-Identifier: BSD-3-Clause */
/* Requests on a handle, to the connection or the file that has the answer. */
#include <errno.h>
#include <string.h>

#include "handle.h"
#include "snapshot.h"

bool
handle_is_live(const struct cmh_handle *handle)
{
	return handle->snapshot == NULL;
}

const struct cmh_options *
handle_options(const struct cmh_handle *handle)
{
	return &handle->cmh->options;
}

enum cmh_map
cmh_key_map(const char *key)
{
	return cmh_path_covers("stats", key) ? CMH_STATS : CMH_ICMAP;
}

enum cmh_map
handle_route(const struct cmh_handle *handle, const char *key)
{
	const bool *covers = handle->spec->covers;

	if (covers[CMH_ICMAP] && covers[CMH_STATS])
		return cmh_key_map(key);
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

bool
cmh_handle_covers(const struct cmh_handle *handle, const char *key)
{
	if (handle->snapshot != NULL)
		return snapshot_covers(handle->snapshot, key);
	return handle->spec->covers[cmh_key_map(key)];
}

enum cmh_status
handle_call(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err)
{
	struct cmh_error error = CMH_ERROR_INIT;
	struct conn **conn = &handle->conn[map];
	struct conn_state state = { 0 };
	enum cmh_status status;

	if (handle->snapshot != NULL) {
		(*job)->map = map;
		status = snapshot_serve(handle->snapshot, *job, &error);
	} else if (*conn == NULL && (*conn = conn_new(map)) == NULL) {
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
