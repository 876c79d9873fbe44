/* SPDX-License-Identifier: BSD-3-Clause */
#include "saved.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "entries.h"
#include "error.h"
#include "file.h"
#include "saved_store.h"

struct saved {
	char *file;
	struct store keys; /* sorted */
	size_t left_out, first_left_out;
	struct file_head head; /* with the maps that the file holds */
};

/* ---- opening ----------------------------------------------------------- */

static bool
take(struct file_parser *p, const struct found *found)
{
	struct saved *saved = p->arg;

	saved->head.maps |= 1u << cmh_key_map(found->key);
	return store_add(&saved->keys, found);
}

/* Keeps what the parser found. A file of two reports may have a key twice: the first is kept, the other counts as left out. */
static void
keep(struct saved *saved, struct file_parser *p)
{
	enum map_set found = saved->head.maps;

	saved->left_out = p->left_out + store_sort_unique(&saved->keys);
	saved->first_left_out = p->first_left_out;
	saved->head = p->head;
	p->head = (struct file_head){ .maps = MAPS_NONE };
	if (saved->head.maps == MAPS_NONE)
		saved->head.maps = found;
}

static enum cmh_status
read_file(struct saved *saved, FILE *in, struct cmh_error *err)
{
	struct file_parser p = { .in = in, .name = saved->file, .take = take, .arg = saved };
	struct cmh_error error = CMH_ERROR_INIT;
	enum cmh_status status = file_parse(&p, &error);

	if (status == CMH_INVALID && p.fault.line > 0)
		error_set(err, status, error.hint, "%s:%zu:%zu: %s", saved->file, p.fault.line, p.fault.column,
			  cmh_error_message(&error));
	else if (status != CMH_OK)
		error_copy(err, &error);
	else if (p.taken == 0 && p.head.maps == MAPS_NONE)
		status = error_set(err, CMH_INVALID, p.compressed ? "unpack it first: it is compressed"
						     : "expected lines like \"totem.version (u32) = 2\", or JSON printed by cmapsh",
				   "no keys found in \"%s\"", saved->file);
	else
		keep(saved, &p);
	cmh_error_clear(&error);
	file_parser_clear(&p);
	return status;
}

struct saved *
saved_open(const char *file, struct cmh_error *err)
{
	struct saved *saved = calloc(1, sizeof(*saved));
	FILE *in = fopen(file, "re");
	enum cmh_status status;

	if (in == NULL)
		status = error_set(err, CMH_FAILED, NULL, "cannot open %s: %s", file, strerror(errno));
	else if (file_is_device(in))
		status = error_set(err, CMH_INVALID, NULL, "%s is a device, not a saved map", file);
	else if (saved == NULL || (saved->file = strdup(file)) == NULL)
		status = error_no_memory(err);
	else
		status = read_file(saved, in, err);
	if (in != NULL)
		fclose(in);
	if (status == CMH_OK)
		return saved;
	saved_free(saved);
	return NULL;
}

void
saved_free(struct saved *saved)
{
	if (saved == NULL)
		return;
	store_clear(&saved->keys);
	file_head_clear(&saved->head);
	free(saved->file);
	free(saved);
}

void
saved_info(const struct saved *saved, struct cmh_handle_info *out)
{
	const struct file_head *head = &saved->head;

	out->map = map_set_name(head->maps);
	out->left_out = saved->left_out;
	out->first_left_out = saved->first_left_out;
	out->time = head->time;
	out->node = head->node;
	out->cluster = head->cluster;
	out->paths = head->paths;
	out->n_paths = head->n_paths;
}

bool
saved_covers(const struct saved *saved, const char *key)
{
	bool covers = saved->head.paths == NULL;

	for (size_t i = 0; i < saved->head.n_paths && !covers; i++)
		covers = cmh_path_covers(saved->head.paths[i], key);
	return covers && map_set_has(saved->head.maps, cmh_key_map(key));
}

/* ---- answers ----------------------------------------------------------- */

/* Copies the value of a key. Looks for it at *next first, because lists have the same order, and moves *next. */
static enum cmh_status
copy_value(const struct saved *saved, const char *key, size_t *next, struct cmh_value *out, struct cmh_error *err)
{
	bool at_next = *next < saved->keys.n && strcmp(store_key(&saved->keys, *next), key) == 0;
	size_t at = at_next ? *next : store_seek(&saved->keys, key);
	struct found found;

	*next = at + 1;
	if (at == saved->keys.n)
		return error_set(err, CMH_NOT_FOUND, NULL, "no key \"%s\" in %s", key, saved->file);
	if (!store_get(&saved->keys, at, &found))
		return error_no_memory(err);
	if (found.missing != MISSING_NOT)
		return found_error(&found, saved->file, err);
	*out = found.value;
	return CMH_OK;
}

static enum cmh_status
serve_list(const struct saved *saved, struct job *job, struct cmh_error *err)
{
	size_t len = strlen(job->key);

	len -= len > 0 && job->key[len - 1] == '.'; /* for the branch itself, too; the caller removes what its path does not cover */
	for (size_t i = 0; i < saved->keys.n; i++) {
		const char *key = store_key(&saved->keys, i);
		struct cmh_entry *copy;

		if (strncmp(key, job->key, len) != 0 || cmh_key_map(key) != job->map)
			continue;
		copy = entries_push(&job->entries, key);
		if (copy == NULL)
			return error_no_memory(err);
		copy->map = job->map;
		copy->value.type = store_type(&saved->keys, i);
	}
	return CMH_OK;
}

static enum cmh_status
serve_fetch(const struct saved *saved, struct job *job, struct cmh_error *err)
{
	size_t next = 0;

	for (size_t i = 0; i < job->entries.n; i++) {
		struct cmh_entry *entry = &job->entries.v[i];
		struct cmh_error error = CMH_ERROR_INIT;

		if (entry->map != job->map || copy_value(saved, entry->key, &next, &entry->value, &error) == CMH_OK)
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
saved_serve(const struct saved *saved, struct job *job, struct cmh_error *err)
{
	size_t next = 0;

	switch (job->op->doing) {
	case DO_LIST: return serve_list(saved, job, err);
	case DO_GET: return job->key != NULL ? copy_value(saved, job->key, &next, &job->value, err)
					     : serve_fetch(saved, job, err);
	default:
		return error_reason(err, CMH_REASON_SAVED,
				    error_set(err, CMH_REFUSED, "open the live map", "%s is a saved map, it cannot be changed",
					      saved->file));
	}
}
