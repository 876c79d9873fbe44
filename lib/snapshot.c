/* SPDX-License-Identifier: BSD-3-Clause */
/* Saved maps: read whole, and answered from memory. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "snapshot.h"

struct snapshot {
	char *file;
	struct store keys; /* sorted */
	size_t left_out, first_left_out;
	struct snapshot_head head;
	bool has[CMH_STATS + 1]; /* the maps that it holds */
};

/* ---- opening ----------------------------------------------------------- */

static bool
take(struct reader *r, const struct found *found)
{
	struct snapshot *snapshot = r->arg;

	snapshot->has[cmh_key_map(found->key)] = true;
	return store_add(&snapshot->keys, found);
}

/* Keeps what the reader found. A key that the file has twice, such as two reports in one, is kept once. The other counts as left out. */
static void
keep(struct snapshot *snapshot, struct reader *r)
{
	const char *map = r->head.map;

	snapshot->left_out = r->left_out + store_settle(&snapshot->keys);
	snapshot->first_left_out = r->first_left_out;
	snapshot->head = r->head;
	r->head = (struct snapshot_head){ 0 };
	if (map == NULL)
		return;
	snapshot->has[CMH_ICMAP] = strcmp(map, "stats") != 0;
	snapshot->has[CMH_STATS] = strcmp(map, "icmap") != 0;
}

static enum cmh_status
read_file(struct snapshot *snapshot, FILE *in, struct cmh_error *err)
{
	struct reader r = { .in = in, .name = snapshot->file, .take = take, .arg = snapshot };
	struct cmh_error error = CMH_ERROR_INIT;
	enum cmh_status status = reader_run(&r, &error);

	if (status == CMH_INVALID && r.fault.line > 0)
		error_set(err, status, error.hint, "%s:%zu:%zu: %s", snapshot->file, r.fault.line, r.fault.column,
			  cmh_error_message(&error));
	else if (status != CMH_OK && err != NULL)
		error_copy(err, &error);
	else if (r.taken == 0 && r.head.map == NULL)
		status = error_set(err, CMH_INVALID, r.compressed ? "it is compressed: unpack it first"
						     : "it should have lines such as: totem.version (u32) = 2",
				   "%s has no key in it", snapshot->file);
	else
		keep(snapshot, &r);
	cmh_error_clear(&error);
	reader_clear(&r);
	return status;
}

/* A device may have no end. A terminal has, and so has a pipe. */
static bool
is_device(FILE *in)
{
	struct stat status;

	return fstat(fileno(in), &status) == 0 && (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode)) &&
	       !isatty(fileno(in));
}

struct snapshot *
snapshot_open(const char *file, struct cmh_error *err)
{
	struct snapshot *snapshot = calloc(1, sizeof(*snapshot));
	FILE *in = fopen(file, "re");
	enum cmh_status status;

	if (in == NULL)
		status = error_set(err, CMH_FAILED, NULL, "cannot open %s: %s", file, strerror(errno));
	else if (is_device(in))
		status = error_set(err, CMH_INVALID, NULL, "%s is a device, not a saved map", file);
	else if (snapshot == NULL || (snapshot->file = strdup(file)) == NULL)
		status = error_no_memory(err);
	else
		status = read_file(snapshot, in, err);
	if (in != NULL)
		fclose(in);
	if (status == CMH_OK)
		return snapshot;
	snapshot_free(snapshot);
	return NULL;
}

void
snapshot_free(struct snapshot *snapshot)
{
	if (snapshot == NULL)
		return;
	store_clear(&snapshot->keys);
	snapshot_head_clear(&snapshot->head);
	free(snapshot->file);
	free(snapshot);
}

void
snapshot_info(const struct snapshot *snapshot, struct cmh_handle_info *out)
{
	const struct snapshot_head *head = &snapshot->head;

	out->map = !snapshot->has[CMH_STATS] ? "icmap" : snapshot->has[CMH_ICMAP] ? "live" : "stats";
	out->left_out = snapshot->left_out;
	out->first_left_out = snapshot->first_left_out;
	out->time = head->time;
	out->node = head->node;
	out->cluster = head->cluster;
	out->paths = head->paths;
	out->n_paths = head->n_paths;
}

bool
snapshot_covers(const struct snapshot *snapshot, const char *key)
{
	bool covers = snapshot->head.paths == NULL;

	for (size_t i = 0; i < snapshot->head.n_paths && !covers; i++)
		covers = cmh_path_covers(snapshot->head.paths[i], key);
	return covers && snapshot->has[cmh_key_map(key)];
}

/* ---- answers ----------------------------------------------------------- */

/* Copies what is known of a key. It is looked for at *next first, for lists have the same order; *next is moved. */
static enum cmh_status
copy_value(const struct snapshot *snapshot, const char *key, size_t *next, struct cmh_value *out, struct cmh_error *err)
{
	bool at_next = *next < snapshot->keys.n && strcmp(store_key(&snapshot->keys, *next), key) == 0;
	size_t at = at_next ? *next : store_seek(&snapshot->keys, key);
	struct found found;

	*next = at + 1;
	if (at == snapshot->keys.n)
		return error_set(err, CMH_NOT_FOUND, NULL, "no key \"%s\" in %s", key, snapshot->file);
	if (!store_get(&snapshot->keys, at, &found))
		return error_no_memory(err);
	if (found.missing != MISSING_NOT)
		return found_error(&found, snapshot->file, err);
	*out = found.value;
	return CMH_OK;
}

static enum cmh_status
serve_list(const struct snapshot *snapshot, struct job *job, struct cmh_error *err)
{
	size_t len = strlen(job->key);

	len -= len > 0 && job->key[len - 1] == '.'; /* the branch itself, too; the caller leaves out what is too much */
	for (size_t i = 0; i < snapshot->keys.n; i++) {
		const char *key = store_key(&snapshot->keys, i);
		struct cmh_entry *copy;

		if (strncmp(key, job->key, len) != 0 || cmh_key_map(key) != job->map)
			continue;
		copy = entries_push(&job->entries, key);
		if (copy == NULL)
			return error_no_memory(err);
		copy->map = job->map;
		copy->value.type = store_type(&snapshot->keys, i);
	}
	return CMH_OK;
}

static enum cmh_status
serve_fetch(const struct snapshot *snapshot, struct job *job, struct cmh_error *err)
{
	size_t next = 0;

	for (size_t i = 0; i < job->entries.n; i++) {
		struct cmh_entry *entry = &job->entries.v[i];
		struct cmh_error error = CMH_ERROR_INIT;

		if (entry->map != job->map || copy_value(snapshot, entry->key, &next, &entry->value, &error) == CMH_OK)
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
	size_t next = 0;

	switch (job->op->doing) {
	case DO_LIST: return serve_list(snapshot, job, err);
	case DO_GET: return job->key != NULL ? copy_value(snapshot, job->key, &next, &job->value, err)
					     : serve_fetch(snapshot, job, err);
	default:
		return error_set(err, CMH_REFUSED, "open a live map: -m live", "%s is a saved map, it cannot be changed",
				 snapshot->file);
	}
}
