/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Setting a watch up, on the connection's thread: track first, then list, then
 * read the values. A poll of the stats map is the same once more, with the names
 * that the trackers told of.
 */
#include <stdlib.h>
#include <string.h>

#include "watch.h"

/* corosync reports these keys to no tracker of a prefix; there are 20 of them at most. */
static const char unreported[] = "stats.schedmiss";

/* ---- what is covered --------------------------------------------------- */

static bool
is_in_another(const struct cmh_watch_options *o, size_t i)
{
	for (size_t j = 0; j < o->n_paths; j++)
		if (j != i && cmh_path_covers(o->paths[j], o->paths[i]) &&
		    (j < i || !cmh_path_covers(o->paths[i], o->paths[j])))
			return true;
	return false;
}

static bool
add_path(char ***list, size_t *n, const char *path)
{
	char **longer = reallocarray(*list, *n + 1, sizeof(**list));

	if (longer == NULL)
		return false;
	*list = longer;
	longer[*n] = strdup(path);
	return longer[*n] != NULL && ++*n > 0;
}

struct scope *
scope_new(const struct cmh_handle *handle, enum cmh_map map, const struct cmh_watch_options *options)
{
	struct scope *scope = calloc(1, sizeof(*scope));
	bool good = scope != NULL;

	if (!good)
		return NULL;
	atomic_init(&scope->refs, 1);
	if (options->n_paths == 0 && handle_covers(handle, map, ""))
		good = add_path(&scope->paths, &scope->n_paths, "");
	for (size_t i = 0; i < options->n_paths && good; i++)
		if (handle_covers(handle, map, options->paths[i]) && !is_in_another(options, i))
			good = add_path(&scope->paths, &scope->n_paths, options->paths[i]);
	for (size_t i = 0; i < options->n_except && good; i++)
		good = add_path(&scope->except, &scope->n_except, options->except[i]);
	if (good)
		return scope;
	scope_unref(scope);
	return NULL;
}

struct scope *
scope_ref(struct scope *scope)
{
	atomic_fetch_add(&scope->refs, 1);
	return scope;
}

void
scope_unref(struct scope *scope)
{
	if (scope == NULL || atomic_fetch_sub(&scope->refs, 1) > 1)
		return;
	while (scope->n_paths > 0)
		free(scope->paths[--scope->n_paths]);
	while (scope->n_except > 0)
		free(scope->except[--scope->n_except]);
	free(scope->paths);
	free(scope->except);
	free(scope);
}

static bool
one_covers(char *const *paths, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (cmh_path_covers(paths[i], key))
			return true;
	return false;
}

bool
scope_covers(const struct scope *scope, const char *key)
{
	return one_covers(scope->paths, scope->n_paths, key) && !one_covers(scope->except, scope->n_except, key);
}

static bool
is_wanted(const struct cmh_entry *entry, void *scope)
{
	return scope_covers(scope, entry->key);
}

/* ---- tracking ---------------------------------------------------------- */

/* On a connection that tracks nothing yet. What is known of another one says nothing now. */
static cs_error_t
track_all(struct job *job, cmap_handle_t cmap)
{
	struct conn *conn = job->conn;
	cs_error_t rc = CS_OK;

	if (conn->tracked)
		return CS_OK;
	job->have_list = job->refresh = false;
	scope_unref(conn->scope);
	conn->scope = scope_ref(job->scope);
	feed_restart(conn);
	for (size_t i = 0; i < job->scope->n_paths && rc == CS_OK; i++) {
		char *prefix = path_prefix(job->scope->paths[i]);

		rc = prefix != NULL ? feed_track(job, cmap, prefix) : CS_ERR_NO_MEMORY;
		free(prefix);
	}
	conn->tracked = rc == CS_OK;
	return rc;
}

/* ---- listing ----------------------------------------------------------- */

static cs_error_t
list(struct job *job, cmap_handle_t cmap, const char *path)
{
	free(job->key);
	job->key = path_prefix(path);
	job->mark = job->entries.n;
	return job->key != NULL ? run_list(job, cmap) : CS_ERR_NO_MEMORY;
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
	const struct scope *scope = job->scope;
	cs_error_t rc = CS_OK;

	if (job->refresh)
		cmh_entries_filter(&job->entries, is_reported, NULL);
	else
		entries_truncate(&job->entries, 0);
	for (size_t i = 0; i < scope->n_paths && rc == CS_OK; i++)
		if (!job->refresh)
			rc = list(job, cmap, scope->paths[i]);
		else if (cmh_path_covers(scope->paths[i], unreported) || cmh_path_covers(unreported, scope->paths[i]))
			rc = list(job, cmap, cmh_path_covers(unreported, scope->paths[i]) ? scope->paths[i] : unreported);
	cmh_entries_filter(&job->entries, is_wanted, job->scope);
	job->mark = 0;
	job->have_list = rc == CS_OK;
	return rc;
}

cs_error_t
run_arm(struct job *job, cmap_handle_t cmap)
{
	cs_error_t rc = track_all(job, cmap);

	if (rc == CS_OK && !job->have_list)
		rc = list_all(job, cmap);
	if (rc == CS_OK && !job->names)
		rc = run_fetch(job, cmap);
	return rc;
}
