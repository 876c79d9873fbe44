/* SPDX-License-Identifier: BSD-3-Clause */
#include "saved.h"

#include <stdlib.h>
#include <string.h>

#include "entries.h"
#include "error.h"
#include "file_bytes.h"
#include "saved_parts.h"
#include "saved_store.h"

struct saved {
	char *file;
	struct store keys;     /* sorted; of one of the maps in the file */
	struct file_head head; /* with the maps that the file holds */
	struct parts parts;
	size_t part;           /* the one that is open, from 1 */
	size_t left_out, repeated;
	struct cmh_line left_out_lines[CMH_LINES_MAX], repeated_lines[CMH_LINES_MAX];
	bool untyped;
};

/* ---- opening ----------------------------------------------------------- */

static bool
take(struct file_parser *p, const struct found *found)
{
	struct saved *saved = p->arg;

	return parts_add(&saved->parts, p->at.line, p->source, p->source_len) && store_add(&saved->keys, found);
}

/* Counts a key that an earlier line has, and keeps the name of the first ones. */
static bool
note_repeated(struct saved *saved, size_t i)
{
	struct cmh_line *out = saved->repeated < CMH_LINES_MAX ? &saved->repeated_lines[saved->repeated] : NULL;

	saved->repeated++;
	if (out == NULL)
		return true;
	*out = (struct cmh_line){ saved->parts.origins[i].line, strdup(store_key(&saved->keys, i)) };
	return out->text != NULL;
}

/* Whether a key stays: it is of the chosen map, and the first of its name. */
static bool
stays(const void *arg, size_t i)
{
	const struct saved *saved = arg;
	const struct key_place *origin = &saved->parts.origins[i];

	return origin->part == saved->part - 1 && !origin->repeats;
}

/* Keeps the keys of one map. */
static enum cmh_status
keep_part(struct saved *saved, struct cmh_error *err)
{
	const struct key_place *origins = saved->parts.origins;
	bool good = parts_find(&saved->parts, &saved->keys);

	if (good && saved->part > saved->parts.n && saved->part > 1)
		return error_set(err, CMH_INVALID, NULL, "\"%s\" has %zu %s; number %zu does not exist", saved->file, saved->parts.n,
				 saved->parts.n == 1 ? "map" : "maps", saved->part);
	for (size_t i = 0; i < saved->keys.n && good; i++)
		if (origins[i].repeats && origins[i].part == saved->part - 1)
			good = note_repeated(saved, i);
	if (!good)
		return error_no_memory(err);
	store_keep(&saved->keys, stays, saved);
	store_sort(&saved->keys);
	parts_free_origins(&saved->parts);
	return CMH_OK;
}

/* Moves what the parser found out about the file. */
static void
keep_facts(struct saved *saved, struct file_parser *p)
{
	enum map_set found = MAPS_NONE;

	saved->left_out = p->left_out;
	memcpy(saved->left_out_lines, p->first_left_out, sizeof(p->first_left_out));
	memset(p->first_left_out, 0, sizeof(p->first_left_out));
	saved->untyped = p->untyped;
	saved->head = p->head;
	p->head = (struct file_head){ .maps = MAPS_NONE };
	for (size_t i = 0; i < saved->keys.n; i++)
		found |= 1u << cmh_key_map(store_key(&saved->keys, i));
	if (saved->head.maps == MAPS_NONE)
		saved->head.maps = found;
}

static enum cmh_status
fail_no_keys(const struct saved *saved, bool compressed, struct cmh_error *err)
{
	return error_set(err, CMH_INVALID, compressed ? "unpack it first: it is compressed"
						      : "expected lines like \"totem.version (u32) = 2\", or JSON printed by cmapsh",
			 "no keys found in \"%s\"", saved->file);
}

static enum cmh_status
read_bytes(struct saved *saved, FILE *in, struct cmh_error *err)
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
		status = fail_no_keys(saved, p.compressed, err);
	else if ((status = keep_part(saved, err)) == CMH_OK)
		keep_facts(saved, &p);
	cmh_error_clear(&error);
	file_parser_clear(&p);
	return status;
}

static enum cmh_status
read_file(struct saved *saved, FILE *in, struct cmh_error *err)
{
	char *bytes;
	size_t len;
	enum cmh_status status = file_bytes_read(in, saved->file, &bytes, &len, err);
	FILE *memory = status == CMH_OK && len > 0 ? fmemopen(bytes, len, "r") : NULL;

	if (memory != NULL)
		status = read_bytes(saved, memory, err);
	else if (status == CMH_OK)
		status = len > 0 ? error_no_memory(err) : fail_no_keys(saved, false, err);
	if (memory != NULL)
		fclose(memory);
	free(bytes);
	return status;
}

struct saved *
saved_read(FILE *in, const char *file, size_t part, struct cmh_error *err)
{
	struct saved *saved = calloc(1, sizeof(*saved));
	enum cmh_status status;

	if (saved == NULL || (saved->file = strdup(file)) == NULL) {
		saved_free(saved);
		error_no_memory(err);
		return NULL;
	}
	saved->part = part;
	status = read_file(saved, in, err);
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
	parts_clear(&saved->parts);
	for (size_t i = 0; i < CMH_LINES_MAX; i++) {
		free(saved->left_out_lines[i].text);
		free(saved->repeated_lines[i].text);
	}
	free(saved->file);
	free(saved);
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
