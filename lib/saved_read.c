/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads a file as a saved map. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "file_bytes.h"
#include "saved.h"
#include "saved_map.h"

static bool
take(struct file_parser *p, const struct found *found)
{
	struct saved *saved = p->arg;

	if (p->conf && !saved_conf_add_place(&saved->conf, p->at))
		return false;
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

/* Moves what the parser found out about a corosync.conf. */
static void
keep_conf(struct saved *saved, struct file_parser *p)
{
	saved->conf.is_conf = true;
	saved->conf.faults = p->faults;
	p->faults = (struct faults){ .n = 0 };
	saved->conf.unread = p->unread;
	p->unread = (struct unread){ .n = 0 };
	saved->repeated = p->repeated;
	memcpy(saved->repeated_lines, p->first_repeated, sizeof(p->first_repeated));
	memset(p->first_repeated, 0, sizeof(p->first_repeated));
}

/* Moves what the parser found out about the file. */
static void
keep_facts(struct saved *saved, struct file_parser *p)
{
	enum map_set found = MAPS_NONE;

	if (p->conf)
		keep_conf(saved, p);
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
						      : "expected lines like \"totem.version (u32) = 2\", JSON, or a corosync.conf",
			 "no keys found in \"%s\"", saved->file);
}

static enum cmh_status
read_bytes(struct saved *saved, FILE *in, enum cmh_text text, enum file_coding coding, struct cmh_error *err)
{
	struct file_parser p = { .in = in, .text = text, .name = saved->file, .take = take, .arg = saved, .coding = coding };
	struct cmh_error error = CMH_ERROR_INIT;
	enum cmh_status status = file_parse(&p, &error);

	if (status == CMH_INVALID && p.fault.line > 0)
		error_set(err, status, error.hint, "%s:%zu:%zu: %s", saved->file, p.fault.line, p.fault.column,
			  cmh_error_message(&error));
	else if (status != CMH_OK)
		error_copy(err, &error);
	else if (p.taken == 0 && p.head.maps == MAPS_NONE)
		status = fail_no_keys(saved, p.compressed, err);
	else if ((status = keep_part(saved, err)) == CMH_OK) {
		keep_facts(saved, &p);
		saved->cut = text == CMH_TEXT_CUT ? saved->head.maps : MAPS_NONE;
	}
	cmh_error_clear(&error);
	file_parser_clear(&p);
	return status;
}

static enum cmh_status
read_file(struct saved *saved, FILE *in, enum cmh_text text, struct cmh_error *err)
{
	char *bytes;
	size_t len;
	enum file_coding coding;
	enum cmh_status status = file_bytes_read(in, saved->file, &bytes, &len, &coding, err);
	FILE *memory = status == CMH_OK && len > 0 ? fmemopen(bytes, len, "r") : NULL;

	if (memory != NULL)
		status = read_bytes(saved, memory, text, coding, err);
	else if (status == CMH_OK)
		status = len > 0 ? error_no_memory(err) : fail_no_keys(saved, false, err);
	if (memory != NULL)
		fclose(memory);
	if (saved->conf.is_conf)
		saved->conf.bytes = bytes;
	else
		free(bytes);
	return status;
}

struct saved *
saved_read(FILE *in, enum cmh_text text, const char *file, size_t part, struct cmh_error *err)
{
	struct saved *saved = calloc(1, sizeof(*saved));
	enum cmh_status status;

	if (saved == NULL || (saved->file = strdup(file)) == NULL) {
		saved_free(saved);
		error_no_memory(err);
		return NULL;
	}
	saved->part = part;
	status = read_file(saved, in, text, err);
	if (status == CMH_OK)
		return saved;
	saved_free(saved);
	return NULL;
}
