/* SPDX-License-Identifier: BSD-3-Clause */
#include "commands/save_file.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "output/entry.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"
#include "str.h"

/* Returns the description, without the last bracket of the object. The caller frees it; NULL: out of memory. */
static char *
head_text(const struct save_facts *facts)
{
	const struct field fields[] = {
		field_number("cmapsh_snapshot", CMH_SNAPSHOT_VERSION),
		facts->live ? field_time("time", facts->time) : field_text("time", facts->time_text),
		field_text("node", facts->node),
		field_text("cluster", facts->cluster),
		field_text("map", facts->map),
		field_texts("paths", facts->paths, facts->n_paths),
	};
	struct str_stream stream;
	struct output out;
	size_t len;
	char *text;

	if (!str_open(&stream))
		return NULL;
	out = (struct output){ .file = stream.out, .format = &format_ndjson };
	output_record(&out, FIELDS(fields));
	text = str_close(&stream);
	if (text == NULL || out.failed) {
		free(text);
		return NULL;
	}
	len = strlen(text);
	text[len - strlen("}\n")] = '\0';
	return text;
}

void
save_begin(struct output *out, const struct save_facts *facts)
{
	char *head = head_text(facts);

	if (head != NULL)
		output_print(out, "%s,\"keys\":[\n ", head);
	else
		out->failed = true;
	free(head);
}

void
save_entry(struct output *out, const struct cmh_entry *entry)
{
	const struct field unread[] = {
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_text("error", entry->error != NULL ? cmh_error_message(entry->error) : NULL),
	};

	if (out->records > 0)
		output_print(out, ",");
	if (entry->error != NULL)
		output_record(out, FIELDS(unread));
	else
		entry_print(out, entry);
}

void
save_end(struct output *out)
{
	output_print(out, "]}\n");
}
