/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading values: one request for each key. */
#include "fetch.h"

#include <stdlib.h>
#include <string.h>

#include "conn.h"
#include "conn_shared.h"
#include "entries.h"
#include "error.h"
#include "handle.h"
#include "listed.h"
#include "map.h"
#include "reading.h"
#include "value_cmap.h"

enum {
	SHARE_ABOVE = 4000, /* of more keys, a second connection reads half. It costs corosync memory, and of fewer keys also time */
	CLOSE_MS = 200,
};

/* ---- on the connection's thread ---------------------------------------- */

/* Reads a value of at most `room` bytes. CS_ERR_INVALID_PARAM: it is longer. */
static cs_error_t
get_into(struct job *job, cmap_handle_t cmap, const char *key, size_t room, struct cmh_value *out)
{
	cmap_value_types_t type = (cmap_value_types_t)0;
	size_t len = room;
	cs_error_t rc;

	conn_count_request(job->conn);
	rc = cmap_get(cmap, key, job->raw, &len, &type);
	return rc == CS_OK ? value_from_cmap(out, type, job->raw, len) : rc;
}

cs_error_t
fetch_value(struct job *job, cmap_handle_t cmap, const char *key, struct cmh_value *out)
{
	cs_error_t rc = get_into(job, cmap, key, VALUE_USUAL_SIZE, out);

	return rc == CS_ERR_INVALID_PARAM ? get_into(job, cmap, key, VALUE_RAW_SIZE, out) : rc;
}

static cs_error_t
run_get(struct job *job, cmap_handle_t cmap)
{
	return fetch_value(job, cmap, job->key, &job->value);
}

/* Notes the error of one key, so that the others can be read. False: out of memory. */
static bool
note_error(struct cmh_entry *entry, cs_error_t rc)
{
	struct attempt attempt = { .doing = DO_GET, .map = entry->map, .key = entry->key };

	entry->error = calloc(1, sizeof(*entry->error));
	if (entry->error == NULL)
		return false;
	error_from_cmap(entry->error, &attempt, rc, 0);
	return true;
}

/* Reads one key of a list: it gets a value, an error or, if it vanished since it was listed, neither. */
static cs_error_t
fetch_one(struct job *job, cmap_handle_t cmap, struct cmh_entry *entry)
{
	cs_error_t rc = fetch_value(job, cmap, entry->key, &entry->value), listed = CS_OK;

	if (rc == CS_ERR_NOT_EXIST && job->listed)
		listed = listed_check(job, cmap, entry->key);
	if (rc == CS_OK || rc == CS_ERR_TRY_AGAIN || rc == CS_ERR_NO_MEMORY)
		return rc;
	if (listed == CS_ERR_TRY_AGAIN)
		return listed;
	if (conn_hung_up(cmap))
		return CS_ERR_LIBRARY;
	entry->value.type = CMH_NONE;
	if (listed == CS_ERR_NOT_EXIST)
		return CS_OK;
	return note_error(entry, rc) ? CS_OK : CS_ERR_NO_MEMORY;
}

/* When it is called again, it continues where it stopped. */
cs_error_t
fetch_run(struct job *job, cmap_handle_t cmap)
{
	for (; job->mark < job->entries.n; job->mark++) {
		struct cmh_entry *entry = &job->entries.v[job->mark];
		cs_error_t rc;

		if (entry->map != job->map)
			continue;
		if (!conn_goes_on(job->conn))
			return CS_ERR_INTERRUPT;
		if ((rc = fetch_one(job, cmap, entry)) != CS_OK)
			return rc;
	}
	return CS_OK;
}

static const struct op op_get = { DO_GET, run_get };
static const struct op op_fetch = { DO_GET, fetch_run, .partial = true };

/* ---- the caller's side ------------------------------------------------- */

enum cmh_status
cmh_get(struct cmh_handle *handle, const char *key, struct cmh_value *out, struct cmh_error *err)
{
	struct job *job = job_new(&op_get, key);
	enum cmh_status status;

	if (job == NULL)
		return error_no_memory(err);
	status = handle_call(handle, handle_route(handle, key), &job, err);
	if (status == CMH_OK) {
		*out = job->value;
		job->value = (struct cmh_value)CMH_VALUE_INIT;
	}
	job_free(job);
	return status;
}

enum cmh_status
fetch_again(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err)
{
	struct job *j = *job;

	j->op = &op_fetch;
	if (j->origin.pid != handle->origin.pid) { /* what another corosync has answered does not count */
		j->mark = 0;
		j->branch_vanished = false;
		for (size_t i = 0; i < j->entries.n; i++)
			if (j->entries.v[i].map == map)
				entry_forget_value(&j->entries.v[i]);
	}
	return handle_call(handle, map, job, err);
}

/* Whether a second connection saves more time than it costs. */
static bool
sharing_pays(const struct job *job, const struct job *half, enum cmh_map map)
{
	size_t n = 0;

	for (size_t i = 0; i < job->entries.n; i++)
		n += job->entries.v[i].map == map;
	for (size_t i = 0; i < half->entries.n; i++)
		n += half->entries.v[i].map == map;
	return n > SHARE_ABOVE;
}

/* Reads the keys of one map in two jobs, if that pays at the same time, each on a connection of its own. */
static enum cmh_status
fetch_shared(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct job **half, struct cmh_error *err)
{
	struct conn *helper = sharing_pays(*job, *half, map) ? conn_new(map) : NULL;
	struct cmh_error error = CMH_ERROR_INIT;
	struct conn_state state;
	enum cmh_status status;

	(*half)->partial = true;
	(*half)->origin = (struct origin){ .pid = handle->origin.pid, .started = handle->origin.started };
	if (helper != NULL)
		conn_submit(helper, *half);
	status = handle_call(handle, map, job, err);
	if (helper == NULL)
		return status == CMH_OK ? handle_call(handle, map, half, err) : status;
	if (status != CMH_OK) {
		conn_close(helper, 0);
		*half = NULL;
		return status;
	}
	status = conn_wait(&helper, half, handle_options(handle), &state, &error);
	conn_close(helper, CLOSE_MS);
	if (*half != NULL && (status != CMH_OK || (*half)->origin.pid != handle->origin.pid)) {
		/* It may have got no descriptors, or another corosync: go on without it. */
		cmh_error_clear(&error);
		return fetch_again(handle, map, half, err);
	}
	return handle_report(handle, status, &error, err);
}

/* Reads all keys of a job. If there are many, half of them are in a second job until they are read. */
static enum cmh_status
fetch_all(struct cmh_handle *handle, struct job **job, enum map_set needed, struct cmh_error *err)
{
	struct cmh_entries *all = &(*job)->entries;
	struct job *half = all->n > SHARE_ABOVE && handle_is_live(handle) ? job_new(&op_fetch, NULL) : NULL;
	enum cmh_status status = CMH_OK;

	if (half != NULL && !entries_split(all, all->n / 2, &half->entries)) {
		job_free(half);
		half = NULL;
	}
	if (half != NULL)
		half->listed = (*job)->listed;
	FOR_EACH_MAP(map)
		if (status == CMH_OK && map_set_has(needed, map)) {
			(*job)->mark = 0;
			if (half != NULL)
				half->mark = 0;
			status = half != NULL ? fetch_shared(handle, map, job, &half, err) : handle_call(handle, map, job, err);
		}
	if (status == CMH_OK && half != NULL && !entries_append(&(*job)->entries, &half->entries))
		status = error_no_memory(err);
	job_free(half);
	return status;
}

static enum cmh_status
fetch(struct cmh_handle *handle, struct cmh_entries *entries, bool listed, struct cmh_error *err)
{
	struct job *job = job_new(&op_fetch, NULL);
	enum map_set needed = MAPS_NONE;
	enum cmh_status status;

	if (job == NULL)
		return error_no_memory(err);
	for (size_t i = 0; i < entries->n; i++) {
		entry_forget_value(&entries->v[i]);
		entries->v[i].map = handle_route(handle, entries->v[i].key);
		needed |= 1u << entries->v[i].map;
	}
	job->listed = listed;
	job->entries = *entries;
	*entries = (struct cmh_entries)CMH_ENTRIES_INIT;
	status = fetch_all(handle, &job, needed, err);
	if (status == CMH_OK) {
		*entries = job->entries;
		job->entries = (struct cmh_entries)CMH_ENTRIES_INIT;
	}
	job_free(job);
	return status;
}

enum cmh_status
cmh_read_keys(struct cmh_handle *handle, struct cmh_entries *entries, struct cmh_error *err)
{
	struct reading reading = reading_on(handle);
	struct cmh_entries read = CMH_ENTRIES_INIT;
	enum cmh_status status;

	do {
		cmh_entries_clear(&read);
		reading_begin(&reading);
		status = entries_copy_names(&read, entries) ? fetch(handle, &read, false, err) : error_no_memory(err);
	} while (reading_is_broken(&reading, status, err));
	if (status != CMH_OK)
		cmh_entries_clear(&read);
	cmh_entries_clear(entries);
	*entries = read;
	return status;
}

enum cmh_status
cmh_read_existing(struct cmh_handle *handle, struct cmh_entries *entries, struct cmh_error *err)
{
	enum cmh_status status = fetch(handle, entries, true, err);

	if (status != CMH_OK && !handle->reading_held)
		handle->origin = (struct origin){ 0 };
	entries_drop_vanished(entries);
	return status;
}
