/* SPDX-License-Identifier: BSD-3-Clause */
/* A file that is to be loaded: read whole and strictly, with the places of its keys. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "snapshot.h"

enum { CHUNK = 65536 };

/* Reads all that is left of a stream. */
static enum cmh_status
read_whole(FILE *in, const char *name, struct cmh_file *out, struct cmh_error *err)
{
	size_t capacity = 0, got, mark;

	errno = 0;
	do {
		if (capacity - out->len < CHUNK) {
			size_t more = capacity == 0 ? 2 * CHUNK : 2 * capacity;
			char *bytes = realloc(out->bytes, more);

			if (bytes == NULL)
				return error_no_memory(err);
			out->bytes = bytes;
			capacity = more;
		}
		got = fread(out->bytes + out->len, 1, capacity - out->len - 1, in);
		out->len += got;
		out->bytes[out->len] = '\0';
	} while (got > 0);
	mark = mark_length(out->bytes); /* no column is to count it */
	out->len -= mark;
	memmove(out->bytes, out->bytes + mark, out->len + 1);
	if (ferror(in))
		return error_set(err, CMH_FAILED, NULL, "cannot read %s: %s", name, strerror(errno));
	return CMH_OK;
}

/* Appends a key and its place. `capacity` of the entries is that of the places, too. */
static bool
take(struct reader *r, const struct found *found)
{
	struct cmh_file *file = r->arg;
	size_t capacity = file->keys.capacity;
	struct cmh_entry *entry = entries_push(&file->keys, found->key);
	struct cmh_position *places;

	if (entry == NULL)
		return false;
	if (file->keys.capacity != capacity) {
		places = reallocarray(file->places, file->keys.capacity, sizeof(*places));
		if (places == NULL) {
			entries_truncate(&file->keys, file->keys.n - 1);
			return false;
		}
		file->places = places;
	}
	file->places[file->keys.n - 1] = r->at;
	entry->map = cmh_key_map(found->key);
	if (found->missing == MISSING_NOT)
		return value_copy(&entry->value, &found->value);
	entry->value.type = found->value.type;
	entry->error = calloc(1, sizeof(*entry->error));
	return entry->error != NULL && found_error(found, r->name, entry->error) != CMH_OK;
}

enum cmh_status
cmh_file_read(FILE *in, const char *name, struct cmh_file *out, struct cmh_error *err)
{
	struct reader r = { .name = name, .strict = true, .take = take, .arg = out };
	enum cmh_status status = read_whole(in, name, out, err);

	if (status != CMH_OK || out->len == 0)
		return status;
	r.in = fmemopen(out->bytes, out->len, "r");
	if (r.in == NULL)
		return error_no_memory(err);
	status = reader_run(&r, err);
	out->json = r.json;
	out->fault = r.fault;
	fclose(r.in);
	reader_clear(&r);
	return status;
}

void
cmh_file_clear(struct cmh_file *file)
{
	if (file == NULL)
		return;
	cmh_entries_clear(&file->keys);
	free(file->places);
	free(file->bytes);
	*file = (struct cmh_file)CMH_FILE_INIT;
}
