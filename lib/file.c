/* SPDX-License-Identifier: BSD-3-Clause */
/* A file whose values are to be set: read completely and strictly, with the places of its keys. */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "entries.h"
#include "error.h"
#include "file_bytes.h"
#include "file_parser.h"

/* Appends a key and its place. */
static bool
take(struct file_parser *p, const struct found *found)
{
	struct cmh_file *file = p->arg;
	struct cmh_entry *entry;

	if (!array_reserve(&file->places, &file->capacity, file->keys.n + 1, sizeof(*file->places)) ||
	    (entry = entries_push(&file->keys, found->key)) == NULL)
		return false;
	file->places[file->keys.n - 1] = p->at;
	entry->map = cmh_key_map(found->key);
	if (found->missing == MISSING_NOT)
		return cmh_value_copy(&found->value, &entry->value, NULL) == CMH_OK;
	entry->value.type = found->value.type;
	entry->error = calloc(1, sizeof(*entry->error));
	return entry->error != NULL && found_error(found, p->name, entry->error) != CMH_OK;
}

enum cmh_status
cmh_file_read(FILE *in, const char *name, struct cmh_file *out, struct cmh_error *err)
{
	struct file_parser p = { .name = name, .strict = true, .take = take, .arg = out };
	enum cmh_status status = file_bytes_read(in, name, &out->bytes, &out->len, NULL, err);

	if (status != CMH_OK || out->len == 0)
		return status;
	p.in = fmemopen(out->bytes, out->len, "r");
	if (p.in == NULL)
		return error_no_memory(err);
	status = file_parse(&p, err);
	out->json = p.json;
	out->conf = p.conf;
	out->fault = p.fault;
	fclose(p.in);
	file_parser_clear(&p);
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
