/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing: one request for each change. */
#include "conn_shared.h"
#include "entries.h"
#include "error.h"
#include "handle.h"
#include "value.h"
#include "value_cmap.h"

/* ---- on the connection's thread ---------------------------------------- */

static cs_error_t
set_value(struct conn *conn, cmap_handle_t cmap, const char *key, const struct cmh_value *value)
{
	char scratch[8];
	const void *raw;
	size_t len = value_to_cmap(value, scratch, &raw);

	conn_count_request(conn);
	return cmap_set(cmap, key, raw, len, (cmap_value_types_t)value->type);
}

static cs_error_t
run_set(struct job *job, cmap_handle_t cmap)
{
	return set_value(job->conn, cmap, job->key, &job->value);
}

/* When it is called again, it continues where it stopped. */
static cs_error_t
run_set_keys(struct job *job, cmap_handle_t cmap)
{
	for (; job->mark < job->entries.n; job->mark++) {
		const struct cmh_entry *entry = &job->entries.v[job->mark];
		cs_error_t rc;

		if (job->mark > 0 && !conn_goes_on(job->conn))
			return CS_ERR_INTERRUPT;
		if ((rc = set_value(job->conn, cmap, entry->key, &entry->value)) != CS_OK)
			return rc;
		conn_count_change(job->conn);
	}
	return CS_OK;
}

static cs_error_t
run_add(struct job *job, cmap_handle_t cmap)
{
	conn_count_request(job->conn);
	return job->by > 0 ? cmap_inc(cmap, job->key) : cmap_dec(cmap, job->key);
}

static cs_error_t
run_delete(struct job *job, cmap_handle_t cmap)
{
	conn_count_request(job->conn);
	return cmap_delete(cmap, job->key);
}

static const struct op op_set = { DO_SET, run_set };
static const struct op op_set_keys = { DO_SET, run_set_keys };
static const struct op op_add = { DO_ADD, run_add };
static const struct op op_delete = { DO_DELETE, run_delete };

/* ---- the caller's side ------------------------------------------------- */

/* Sends what `job` says about `key`, whose name is checked before. Frees the job. */
static enum cmh_status
change(struct cmh_handle *handle, const char *key, struct job *job, struct cmh_error *err)
{
	enum cmh_status status = job != NULL ? cmh_name_check(key, err) : error_no_memory(err);

	if (status == CMH_OK)
		status = handle_call(handle, handle_route(handle, key), &job, err);
	job_free(job);
	return status;
}

enum cmh_status
cmh_set(struct cmh_handle *handle, const char *key, const struct cmh_value *value, struct cmh_error *err)
{
	enum cmh_status status = value_check(value, err);
	struct job *job = status == CMH_OK ? job_new(&op_set, key) : NULL;

	if (status == CMH_OK && job != NULL)
		status = cmh_value_copy(value, &job->value, err);
	if (status == CMH_OK)
		return change(handle, key, job, err);
	job_free(job);
	return status;
}

/* Adds copies of the entries, all of one map, to a job. */
static enum cmh_status
add_entries(struct job *job, const struct cmh_handle *handle, const struct cmh_entries *entries, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < entries->n && status == CMH_OK; i++) {
		const struct cmh_entry *from = &entries->v[i];
		struct cmh_entry *to = NULL;

		status = cmh_name_check(from->key, err);
		if (status == CMH_OK)
			status = value_check(&from->value, err);
		if (status == CMH_OK && handle_route(handle, from->key) != handle_route(handle, entries->v[0].key))
			status = error_set(err, CMH_INVALID, NULL, "the keys are of both maps");
		if (status == CMH_OK && (to = entries_push(&job->entries, from->key)) == NULL)
			status = error_no_memory(err);
		if (status == CMH_OK)
			status = cmh_value_copy(&from->value, &to->value, err);
	}
	return status;
}

enum cmh_status
cmh_set_keys(struct cmh_handle *handle, const struct cmh_entries *entries, size_t *made, struct cmh_error *err)
{
	struct job *job = job_new(&op_set_keys, NULL);
	enum cmh_status status = job != NULL ? add_entries(job, handle, entries, err) : error_no_memory(err);
	enum cmh_map map;

	*made = 0;
	if (status == CMH_OK && entries->n > 0) {
		map = handle_route(handle, entries->v[0].key);
		status = handle_call(handle, map, &job, err);
		*made = job != NULL ? job->mark : handle->ended[map].made;
	}
	job_free(job);
	return status;
}

enum cmh_status
cmh_add(struct cmh_handle *handle, const char *key, int by, struct cmh_error *err)
{
	struct job *job;

	if (by != 1 && by != -1)
		return error_set(err, CMH_INVALID, NULL, "cmap can add 1 or -1, not %d", by);
	job = job_new(&op_add, key);
	if (job != NULL)
		job->by = by;
	return change(handle, key, job, err);
}

enum cmh_status
cmh_delete(struct cmh_handle *handle, const char *key, struct cmh_error *err)
{
	return change(handle, key, job_new(&op_delete, key), err);
}
