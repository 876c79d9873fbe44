/* SPDX-License-Identifier: BSD-3-Clause */
#include "watch_job.h"

#include <stdlib.h>

#include "conn_shared.h"
#include "entries.h"
#include "fetch.h"
#include "list.h"
#include "name.h"
#include "tracker.h"

/* corosync reports these keys to no tracker of a prefix. There are at most 20 of them. */
static const char unreported[] = "stats.schedmiss";

/* Tracks all paths, on a connection that tracks nothing yet. What is known from an older connection is out of date. */
static cs_error_t
track_all(struct job *job, cmap_handle_t cmap)
{
	struct conn *conn = job->conn;
	const struct paths *paths = &job->scope->requests;
	cs_error_t rc = CS_OK;

	if (conn->tracked)
		return CS_OK;
	job->have_list = job->refresh = false;
	scope_unref(conn->scope);
	conn->scope = scope_ref(job->scope);
	tracker_restart(conn);
	for (size_t i = 0; i < paths->n && rc == CS_OK; i++)
		rc = tracker_add(job, cmap, paths->v[i]);
	conn->tracked = rc == CS_OK;
	return rc;
}

static cs_error_t
list_path(struct job *job, cmap_handle_t cmap, const char *path)
{
	free(job->key);
	job->key = path_prefix(path);
	job->mark = job->entries.n;
	return job->key != NULL ? list_run(job, cmap) : CS_ERR_NO_MEMORY;
}

/* Lists those keys of a path that corosync never reports. */
static cs_error_t
list_unreported(struct job *job, cmap_handle_t cmap, const char *path)
{
	if (cmh_path_covers(unreported, path))
		return list_path(job, cmap, path);
	return cmh_path_covers(path, unreported) ? list_path(job, cmap, unreported) : CS_OK;
}

static bool
is_reported(const struct cmh_entry *entry, void *arg)
{
	(void)arg;
	return !cmh_path_covers(unreported, entry->key);
}

static cs_error_t
list_all(struct job *job, cmap_handle_t cmap)
{
	const struct paths *paths = &job->scope->requests;
	cs_error_t rc = CS_OK;

	if (job->refresh)
		cmh_entries_filter(&job->entries, is_reported, NULL);
	else
		entries_truncate(&job->entries, 0);
	for (size_t i = 0; i < paths->n && rc == CS_OK; i++)
		rc = job->refresh ? list_unreported(job, cmap, paths->v[i]) : list_path(job, cmap, paths->v[i]);
	scope_filter(job->scope, &job->entries);
	job->mark = 0;
	job->have_list = rc == CS_OK;
	return rc;
}

cs_error_t
watch_job_run(struct job *job, cmap_handle_t cmap)
{
	cs_error_t rc = track_all(job, cmap);

	if (rc == CS_OK && !job->have_list)
		rc = list_all(job, cmap);
	if (rc == CS_OK && !job->names)
		rc = fetch_run(job, cmap);
	return rc;
}

cs_error_t
watch_job_ask(struct job *job, cmap_handle_t cmap)
{
	fetch_value(job, cmap, job->key, &job->value);
	if (conn_hung_up(cmap) || (job->conn->tracked && !tracker_dispatch(job->conn)))
		return CS_ERR_LIBRARY;
	return CS_OK;
}
