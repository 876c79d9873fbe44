/* SPDX-License-Identifier: BSD-3-Clause */
/* Snapshots: an object that says what it is, with the keys as -o json prints them in an array. */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "output/format.h"

/* The members of the outer object, without its brackets. Owned by the caller; NULL: out of memory. */
static char *
head_text(const struct snapshot_facts *facts)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	struct render r = { .out = out, .format = FORMAT_NDJSON };
	const struct field fields[] = {
		field_number("cmapsh_snapshot", CMH_SNAPSHOT_VERSION),
		facts->taken ? field_time("time", facts->time) : field_text("time", facts->time_text),
		field_text("node", facts->node),
		field_text("cluster", facts->cluster),
		field_text("map", facts->map),
	};

	if (out == NULL)
		return NULL;
	render_record(&r, fields, sizeof(fields) / sizeof(fields[0]));
	if (fclose(out) != 0 || r.failed || len < 3) {
		free(text);
		return NULL;
	}
	text[len - 2] = '\0'; /* the bracket, and the end of the line */
	return text;
}

static void
put_paths(struct render *r, char *const *paths, size_t n)
{
	struct json_object *array = json_object_new_array();
	bool good = array != NULL;

	for (size_t i = 0; i < n && good; i++) {
		struct json_object *path = json_object_new_string(paths[i]);

		good = path != NULL && json_object_array_add(array, path) == 0;
		if (!good)
			json_object_put(path);
	}
	if (good)
		fprintf(r->out, ",\"paths\":%s", json_object_to_json_string_ext(array, JSON_C_TO_STRING_PLAIN));
	else
		r->failed = true;
	json_object_put(array);
}

void
render_snapshot_begin(struct render *r, const struct snapshot_facts *facts)
{
	char *head = head_text(facts);

	if (head != NULL)
		fputs(head, r->out);
	else
		r->failed = true;
	free(head);
	if (facts->n_paths > 0)
		put_paths(r, facts->paths, facts->n_paths);
	fputs(",\"keys\":[\n ", r->out);
}

void
render_snapshot_entry(struct render *r, const struct cmh_entry *entry)
{
	const struct field unread[] = {
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_text("error", entry->error != NULL ? cmh_error_message(entry->error) : NULL),
	};

	if (r->records > 0)
		putc(',', r->out);
	if (entry->error != NULL)
		render_record(r, unread, sizeof(unread) / sizeof(unread[0]));
	else
		render_entry_record(r, entry);
}

void
render_snapshot_end(struct render *r)
{
	fputs("]}\n", r->out);
}
