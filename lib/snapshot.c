/* SPDX-License-Identifier: BSD-3-Clause */
/* Saved maps: read whole, and answered from memory. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "snapshot.h"

static bool
is_no_repeat(const struct cmh_entry *entry, void *arg)
{
	const char **before = arg;
	bool repeat = *before != NULL && strcmp(*before, entry->key) == 0;

	if (!repeat)
		*before = entry->key;
	return !repeat;
}

/* A key that the file has twice, such as two reports in one, is kept once. The other counts as left out. */
static void
sort_keys(struct snapshot *snapshot)
{
	size_t before = snapshot->keys.n;
	const char *last = NULL;

	entries_settle(&snapshot->keys, "");
	cmh_entries_filter(&snapshot->keys, is_no_repeat, &last);
	snapshot->left_out += before - snapshot->keys.n;
}

struct snapshot *
snapshot_open(const char *file, struct cmh_error *err)
{
	struct snapshot *snapshot = calloc(1, sizeof(*snapshot));
	FILE *in = fopen(file, "re");
	enum cmh_status status;

	if (in == NULL)
		status = error_set(err, CMH_FAILED, NULL, "cannot open %s: %s", file,
				   strerror(errno));
	else if (snapshot == NULL || (snapshot->file = strdup(file)) == NULL)
		status = error_no_memory(err);
	else
		status = snapshot_read_text(snapshot, in, err);
	if (in != NULL)
		fclose(in);
	if (status != CMH_OK) {
		snapshot_free(snapshot);
		return NULL;
	}
	sort_keys(snapshot);
	return snapshot;
}

void
snapshot_free(struct snapshot *snapshot)
{
	if (snapshot == NULL)
		return;
	cmh_entries_clear(&snapshot->keys);
	free(snapshot->file);
	free(snapshot);
}

size_t
snapshot_left_out(const struct snapshot *snapshot, size_t *first)
{
	*first = snapshot->first_left_out;
	return snapshot->left_out;
}

/* ---- answers ----------------------------------------------------------- */

static enum cmh_map
map_of(const char *key)
{
	return cmh_path_covers("stats", key) ? CMH_STATS : CMH_ICMAP;
}

/* Copies what is known of a key. */
static enum cmh_status
copy_value(const struct snapshot *snapshot, const char *key, struct cmh_value *out, struct cmh_error *err)
{
	bool found;
	size_t at = entries_seek(&snapshot->keys, key, &found);
	const struct cmh_entry *entry = found ? &snapshot->keys.v[at] : NULL;

	if (entry == NULL)
		return error_set(err, CMH_NOT_FOUND, NULL, "no key \"%s\" in %s", key, snapshot->file);
	if (entry->error != NULL) {
		error_copy(err, entry->error);
		return err->status;
	}
	return value_copy(out, &entry->value) ? CMH_OK : error_no_memory(err);
}

static enum cmh_status
serve_list(const struct snapshot *snapshot, struct job *job, struct cmh_error *err)
{
	size_t len = strlen(job->key);

	len -= len > 0 && job->key[len - 1] == '.'; /* the branch itself, too; the caller leaves out what is too much */
	for (size_t i = 0; i < snapshot->keys.n; i++) {
		const struct cmh_entry *entry = &snapshot->keys.v[i];
		struct cmh_entry *copy;

		if (map_of(entry->key) != job->map || strncmp(entry->key, job->key, len) != 0)
			continue;
		copy = entries_push(&job->entries, entry->key);
		if (copy == NULL)
			return error_no_memory(err);
		copy->map = job->map;
		copy->value.type = entry->value.type;
	}
	return CMH_OK;
}

static enum cmh_status
serve_fetch(const struct snapshot *snapshot, struct job *job, struct cmh_error *err)
{
	for (size_t i = 0; i < job->entries.n; i++) {
		struct cmh_entry *entry = &job->entries.v[i];
		struct cmh_error error = CMH_ERROR_INIT;

		if (entry->map != job->map || copy_value(snapshot, entry->key, &entry->value, &error) == CMH_OK)
			continue;
		entry->error = malloc(sizeof(error));
		if (entry->error == NULL) {
			cmh_error_clear(&error);
			return error_no_memory(err);
		}
		*entry->error = error;
	}
	return CMH_OK;
}

enum cmh_status
snapshot_serve(const struct snapshot *snapshot, struct job *job, struct cmh_error *err)
{
	switch (job->op->doing) {
	case DO_LIST: return serve_list(snapshot, job, err);
	case DO_GET: return job->key != NULL ? copy_value(snapshot, job->key, &job->value, err)
					     : serve_fetch(snapshot, job, err);
	default:
		return error_set(err, CMH_REFUSED, "open a live map: -m live", "%s is a saved map, it cannot be changed",
				 snapshot->file);
	}
}
