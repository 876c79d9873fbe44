/* SPDX-License-Identifier: BSD-3-Clause */
/* Writing: one request for each change. */
#include "conn_shared.h"
#include "error.h"
#include "handle.h"
#include "value.h"
#include "value_cmap.h"

/* ---- on the connection's thread ---------------------------------------- */

static cs_error_t
run_set(struct job *job, cmap_handle_t cmap)
{
	char scratch[8];
	const void *raw;
	size_t len = value_to_cmap(&job->value, scratch, &raw);

	conn_count_request(job->conn);
	return cmap_set(cmap, job->key, raw, len, (cmap_value_types_t)job->value.type);
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
