/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading all keys of a path with their values. The maps are read at the same time, each
 * on its connection. Where the names are many, a second connection to the map reads the
 * values of those that are known, while the first one goes on listing, and both read
 * those that are left.
 */
#include <stdlib.h>
#include <string.h>

#include "conn_shared.h"
#include "entries.h"
#include "error.h"
#include "fetch.h"
#include "handle.h"
#include "list.h"
#include "map.h"
#include "name.h"
#include "reading.h"
#include "relay.h"

enum {
	/*
	 * Of more names, a second connection pays. The stats map has so many only where there are
	 * many clients, and each connection adds to them and to corosync's load.
	 */
	MANY = 1000,
	MANY_STATS = 5000,
	BATCH = 64,   /* names that are passed at once */
	CLOSE_MS = 200,
};

/* ---- on a connection's thread ---------------------------------------------- */

/* The helper: reads the values of names that are passed to it. When it is called again, it continues. */
static cs_error_t
run_helper(struct job *job, cmap_handle_t cmap)
{
	for (;;) {
		struct cmh_entries names = CMH_ENTRIES_INIT;
		cs_error_t rc = fetch_run(job, cmap);
		bool good;

		if (rc != CS_OK)
			return rc;
		switch (relay_next(job->relay, &job->round, &job->conn->quit, &names)) {
		case RELAY_NAMES: break;
		case RELAY_AGAIN:
			entries_truncate(&job->entries, 0);
			job->mark = 0;
			break;
		case RELAY_END: return CS_OK;
		case RELAY_QUIT: return CS_ERR_INTERRUPT;
		}
		good = entries_append(&job->entries, &names);
		cmh_entries_clear(&names);
		if (!good)
			return CS_ERR_NO_MEMORY;
	}
}

static const struct op op_helper = { DO_GET, run_helper, .partial = true };

/* Starts the helper, on the map of a job and from the corosync that this comes from. */
static bool
start_helper(struct job *from)
{
	struct job *job = job_new(&op_helper, NULL);
	struct conn *helper = job != NULL ? conn_new(from->map) : NULL;

	if (helper == NULL) {
		job_free(job);
		return false;
	}
	job->relay = relay_ref(from->relay);
	job->listed = job->partial = true;
	job->origin = (struct origin){ .pid = from->origin.pid, .started = from->origin.started };
	conn_submit(helper, job);
	if (relay_attach(from->relay, helper, job))
		return true;
	conn_close(helper, 0); /* the caller has given up; the job is left to its thread */
	return false;
}

/* A name was found: passes names on, if they are many. */
static bool
pass_names(struct job *job)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;
	size_t many;
	bool good;

	if (!cmh_path_covers(job->path, job->entries.v[job->entries.n - 1].key))
		entries_truncate(&job->entries, job->entries.n - 1);
	many = job->map == CMH_STATS ? MANY_STATS : MANY;
	if (job->entries.n < (job->has_helper ? BATCH : many + 1))
		return true;
	job->has_helper = job->has_helper || start_helper(job);
	if (!job->has_helper)
		return true;
	good = entries_split(&job->entries, 0, &names) && relay_pass(job->relay, &names);
	cmh_entries_clear(&names);
	return good;
}

static cs_error_t
list_names(struct job *job, cmap_handle_t cmap)
{
	cs_error_t rc;

	relay_begin(job->relay);
	job->mark = 0;
	rc = list_each(job, cmap, pass_names);
	if (rc == CS_OK) {
		relay_end(job->relay);
		job->have_list = true;
	}
	return rc;
}

/* Lists the names, and reads the values that the helper has not taken. When it is called again, it continues. */
static cs_error_t
run_read_all(struct job *job, cmap_handle_t cmap)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;
	cs_error_t rc = job->have_list ? CS_OK : list_names(job, cmap);

	while (rc == CS_OK && (rc = fetch_run(job, cmap)) == CS_OK && relay_take_back(job->relay, &names)) {
		if (!entries_append(&job->entries, &names))
			rc = CS_ERR_NO_MEMORY;
		cmh_entries_clear(&names);
	}
	return rc;
}

static const struct op op_read_all = { DO_LIST, run_read_all, .partial = true };

/* ---- the caller's side ------------------------------------------------------ */

/* The reading of one map. */
struct part {
	struct job *job; /* NULL: the path covers no key of the map */
	struct relay *relay;
	bool under_way;
};

/* Submits the job for a map. */
static enum cmh_status
begin(struct cmh_handle *handle, enum cmh_map map, const char *path, struct part *part, struct cmh_error *err)
{
	char *prefix = path_prefix(path);
	enum cmh_status status;

	part->relay = relay_new();
	part->job = prefix != NULL && part->relay != NULL ? job_new(&op_read_all, prefix) : NULL;
	free(prefix);
	if (part->job == NULL || (part->job->path = strdup(path)) == NULL)
		return error_no_memory(err);
	part->job->relay = relay_ref(part->relay);
	part->job->listed = true;
	status = handle_begin(handle, map, part->job, err);
	part->under_way = status == CMH_OK;
	return status;
}

/*
 * Waits for the helper, and takes what it has read. If it failed, as it may have got no
 * descriptors or another corosync, the names that it has are read by the connection itself.
 */
static enum cmh_status
end_helper(struct cmh_handle *handle, enum cmh_map map, struct conn *helper, struct job *job, struct cmh_entries *out,
	   struct cmh_error *err)
{
	struct conn_state state;
	struct cmh_error error = CMH_ERROR_INIT;
	enum cmh_status status = conn_wait(&helper, &job, handle_options(handle), &state, &error);

	conn_close(helper, CLOSE_MS);
	if (job != NULL && status != CMH_OK && status != CMH_INTERRUPTED) {
		cmh_error_clear(&error);
		status = fetch_again(handle, map, &job, err);
	} else
		(void)handle_report(handle, status, &error, err);
	if (status == CMH_OK && !entries_append(out, &job->entries))
		status = error_no_memory(err);
	job_free(job);
	return status;
}

/* Waits for the reading of a map, and takes what was read. */
static enum cmh_status
end(struct cmh_handle *handle, enum cmh_map map, struct part *part, struct cmh_entries *out, struct cmh_error *err)
{
	enum cmh_status status = handle_end(handle, map, &part->job, err);
	struct job *job;
	struct conn *helper = relay_close(part->relay, &job);

	part->under_way = false;
	if (status == CMH_OK && !entries_append(out, &part->job->entries))
		status = error_no_memory(err);
	if (helper != NULL && status == CMH_OK)
		return end_helper(handle, map, helper, job, out, err);
	conn_close(helper, 0); /* the job is left to its thread */
	return status;
}

static void
part_clear(struct cmh_handle *handle, enum cmh_map map, struct part *part)
{
	if (part->under_way)
		handle_abandon(handle, map);
	else
		job_free(part->job);
	relay_unref(part->relay);
}

/*
 * Begins the reading of a map when the connection to the one before is open, or has failed:
 * corosync logs each attempt that it refuses. Where that cannot be seen, as the
 * wait for it was interrupted, the reading before is waited for.
 */
static enum cmh_status
begin_after(struct cmh_handle *handle, enum cmh_map before, enum cmh_map map, const char *path, struct part *parts,
	    struct cmh_entries *out, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;

	if (parts[before].under_way && !handle_await_open(handle, before))
		status = end(handle, before, &parts[before], out, err);
	return status == CMH_OK ? begin(handle, map, path, &parts[map], err) : status;
}

static enum cmh_status
read_maps(struct cmh_handle *handle, const char *path, struct cmh_entries *out, struct cmh_error *err)
{
	struct part parts[N_MAPS] = { { .job = NULL } };
	enum cmh_status status = CMH_OK;
	enum cmh_map before = CMH_ICMAP;

	FOR_EACH_MAP(map)
		if (status == CMH_OK && path_is_possible(path) && handle_covers(handle, map, path)) {
			status = begin_after(handle, before, map, path, parts, out, err);
			before = map;
		}
	FOR_EACH_MAP(map)
		if (status == CMH_OK && parts[map].under_way)
			status = end(handle, map, &parts[map], out, err);
	FOR_EACH_MAP(map)
		part_clear(handle, map, &parts[map]);
	if (status != CMH_OK)
		return status;
	entries_drop_vanished(out);
	cmh_entries_sort(out);
	return CMH_OK;
}

/* A saved map has the names and the values. */
static enum cmh_status
read_saved(struct cmh_handle *handle, const char *path, struct cmh_entries *out, struct cmh_error *err)
{
	enum cmh_status status = cmh_list(handle, path, out, err);

	return status == CMH_OK ? cmh_read_existing(handle, out, err) : status;
}

enum cmh_status
cmh_read_all(struct cmh_handle *handle, const char *path, struct cmh_entries *out, struct cmh_error *err)
{
	struct reading reading = reading_on(handle);
	struct cmh_entries found = CMH_ENTRIES_INIT;
	enum cmh_status status;

	do {
		cmh_entries_clear(&found);
		reading_begin(&reading);
		status = handle_is_live(handle) ? read_maps(handle, path, &found, err) : read_saved(handle, path, &found, err);
	} while (reading_is_broken(&reading, status, err));
	if (status == CMH_OK && !entries_append(out, &found))
		status = error_no_memory(err);
	cmh_entries_clear(&found);
	return status;
}
