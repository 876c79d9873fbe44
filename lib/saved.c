/* SPDX-License-Identifier: BSD-3-Clause */
#include "saved.h"

#include <stdlib.h>
#include <string.h>

#include "entries.h"
#include "error.h"
#include "saved_map.h"

void
saved_free(struct saved *saved)
{
	if (saved == NULL)
		return;
	store_clear(&saved->keys);
	file_head_clear(&saved->head);
	parts_clear(&saved->parts);
	saved_conf_clear(&saved->conf);
	for (size_t i = 0; i < CMH_LINES_MAX; i++) {
		free(saved->left_out_lines[i].text);
		free(saved->repeated_lines[i].text);
	}
	free(saved->file);
	free(saved);
}

bool
saved_add(struct saved *saved, const struct saved *from)
{
	enum map_set before = saved->head.maps;
	bool good = true;

	for (size_t i = 0; i < from->keys.n && good; i++) {
		struct found found;

		if (map_set_has(before, cmh_key_map(store_key(&from->keys, i))))
			continue;
		if (!store_get(&from->keys, i, &found))
			return false;
		good = store_add(&saved->keys, &found);
		cmh_value_clear(&found.value);
	}
	if (!good)
		return false;
	saved->cut |= from->cut & ~before;
	saved->head.maps |= from->head.maps;
	store_sort(&saved->keys);
	return true;
}

void
saved_info(const struct saved *saved, struct cmh_handle_info *out)
{
	const struct file_head *head = &saved->head;

	out->map = map_set_name(head->maps);
	out->left_out = saved->left_out;
	out->first_left_out = saved->left_out_lines[0].line;
	out->left_out_lines = saved->left_out_lines;
	out->repeated = saved->repeated;
	out->repeated_lines = saved->repeated_lines;
	out->part = saved->part;
	out->n_parts = saved->parts.n;
	out->parts = saved->parts.v;
	out->untyped = saved->untyped;
	out->conf = saved->conf.is_conf;
	out->faults = saved->conf.faults.v;
	out->n_faults = saved->conf.faults.n;
	out->unread = saved->conf.unread.v;
	out->n_unread = saved->conf.unread.n;
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
	covers = covers && map_set_has(saved->head.maps, cmh_key_map(key));
	if (map_set_has(saved->cut, cmh_key_map(key)))
		return store_seek(&saved->keys, key) < saved->keys.n;
	return covers && (!saved->conf.is_conf || saved_conf_decides(&saved->keys, key));
}

const char *
saved_text(const struct saved *saved)
{
	return saved->conf.bytes;
}

bool
saved_place(const struct saved *saved, const char *key, struct cmh_position *out)
{
	size_t at = saved->conf.is_conf ? store_seek(&saved->keys, key) : saved->keys.n;

	if (at == saved->keys.n)
		return false;
	*out = saved->conf.places[at];
	return true;
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
		return error_set(err, CMH_NOT_FOUND, NULL, "no key \"%s\" in %s%s", key, saved->file,
				 map_set_has(saved->cut, cmh_key_map(key)) ? ", which ends early" : "");
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
