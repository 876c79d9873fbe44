/* SPDX-License-Identifier: BSD-3-Clause */
/* Listing names: one request for each key. */
#include "list.h"

#include <stdlib.h>
#include <string.h>

#include "conn_shared.h"
#include "entries.h"
#include "error.h"
#include "fetch.h"
#include "handle.h"
#include "map.h"
#include "name.h"
#include "reading.h"

/* ---- on the connection's thread ---------------------------------------- */

static struct cmh_entry *
add_name(struct job *job, const char *name, enum cmh_type type)
{
	struct cmh_entry *entry = entries_push(&job->entries, name);

	if (entry != NULL) {
		entry->map = job->map;
		entry->value.type = type;
	}
	return entry;
}

/*
 * Lists the key that has the name of a branch: "a" for the prefix "a.". To ask
 * for it costs one request; the prefix "a" would find all of "ab." and "a1.", too.
 */
static cs_error_t
list_branch_itself(struct job *job, cmap_handle_t cmap)
{
	struct cmh_value value = CMH_VALUE_INIT;
	size_t len = strlen(job->key);
	char *name;
	cs_error_t rc;

	if (len <= CMH_NAME_MIN || job->key[len - 1] != '.')
		return CS_OK;
	name = strndup(job->key, len - 1);
	if (name != NULL && job->path != NULL && !cmh_path_covers(job->path, name)) { /* "a.*" */
		free(name);
		return CS_OK;
	}
	rc = name != NULL ? fetch_value(job, cmap, name, &value) : CS_ERR_NO_MEMORY;
	/* A key that cannot be read exists all the same; reading its value gives the error. */
	if (rc == CS_OK || (rc != CS_ERR_NOT_EXIST && rc != CS_ERR_TRY_AGAIN && rc != CS_ERR_NO_MEMORY && !conn_hung_up(cmap)))
		rc = add_name(job, name, value.type) != NULL ? CS_OK : CS_ERR_NO_MEMORY;
	cmh_value_clear(&value);
	free(name);
	return rc == CS_ERR_NOT_EXIST ? CS_OK : rc;
}

/*
 * Collects all names, and ends the iteration before anything else happens: while an
 * iterator is at a key, no client can properly delete that key.
 */
cs_error_t
list_each(struct job *job, cmap_handle_t cmap, bool (*found)(struct job *job))
{
	const char *prefix = job->key[0] != '\0' ? job->key : NULL;
	char name[CMAP_KEYNAME_MAXLEN + 1];
	cmap_iter_handle_t iter;
	cmap_value_types_t type;
	size_t len;
	cs_error_t rc;

	entries_truncate(&job->entries, job->mark);
	rc = list_branch_itself(job, cmap);
	/* No key has so long a name, and libcmap leaks the connection when it is asked for one. */
	if (rc == CS_OK && strlen(job->key) > CMH_NAME_MAX)
		return CS_OK;
	if (rc == CS_OK) {
		conn_count_request(job->conn);
		rc = cmap_iter_init(cmap, prefix, &iter);
	}
	if (rc != CS_OK)
		return rc;
	while (conn_count_request(job->conn), (rc = cmap_iter_next(cmap, iter, name, &len, &type)) == CS_OK) {
		enum cmh_type known = (int)type <= CMH_TYPE_MAX ? (enum cmh_type)type : CMH_NONE;

		if (!conn_goes_on(job->conn) || add_name(job, name, known) == NULL || (found != NULL && !found(job))) {
			rc = CS_ERR_NO_MEMORY;
			break;
		}
	}
	conn_count_request(job->conn);
	cmap_iter_finalize(cmap, iter);
	return rc == CS_ERR_NO_SECTIONS ? CS_OK : rc;
}

cs_error_t
list_run(struct job *job, cmap_handle_t cmap)
{
	return list_each(job, cmap, NULL);
}

static const struct op op_list = { DO_LIST, list_run, .partial = true };

/* ---- the caller's side ------------------------------------------------- */

/* Lists the keys of a path, as a part of a reading. */
static enum cmh_status
list_keys(struct cmh_handle *handle, const char *path, struct cmh_entries *out, struct cmh_error *err)
{
	char *prefix = path_prefix(path);
	struct job *job = prefix != NULL ? job_new(&op_list, prefix) : NULL;
	enum cmh_status status = CMH_OK;

	free(prefix);
	if (job == NULL || (job->path = strdup(path)) == NULL) {
		job_free(job);
		return error_no_memory(err);
	}
	FOR_EACH_MAP(map)
		if (status == CMH_OK && path_is_possible(path) && handle_covers(handle, map, path)) {
			job->mark = job->entries.n;
			status = handle_call(handle, map, &job, err);
		}
	if (status == CMH_OK) {
		entries_sort_filter(&job->entries, path);
		status = entries_append(out, &job->entries) ? CMH_OK : error_no_memory(err);
	}
	job_free(job);
	return status;
}

enum cmh_status
cmh_list(struct cmh_handle *handle, const char *path, struct cmh_entries *out, struct cmh_error *err)
{
	struct reading reading = reading_on(handle);
	enum cmh_status status;

	do {
		reading_begin(&reading);
		status = list_keys(handle, path, out, err);
	} while (reading_is_broken(&reading, status, err));
	return status;
}
