/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The formats json and ndjson, and errors as JSON. Everything is exact: numbers
 * are written as text has them, and a value that JSON does not have is null,
 * with its text in another member.
 */
#include "json_library.h"
#include "output/failure.h"
#include "output/field.h"
#include "output/format.h"
#include "output/json_field.h"
#include "output/output.h"

/* NULL: out of memory. */
static struct json_object *
new_object(const struct field *fields, size_t n, bool secrets)
{
	struct json_object *object = json_object_new_object();
	bool good = object != NULL;

	for (size_t i = 0; i < n && good; i++)
		good = json_add_field(object, &fields[i], secrets);
	if (good)
		return object;
	json_object_put(object);
	return NULL;
}

static void
ndjson_record(struct output *out, const struct field *fields, size_t n)
{
	if (!json_print(out->file, new_object(fields, n, out->secrets)))
		out->failed = true;
}

/* Each record ends its line, so that errors may come between them. */
static void
json_record(struct output *out, const struct field *fields, size_t n)
{
	fputs(out->records == 0 ? "[\n " : ",", out->file);
	ndjson_record(out, fields, n);
}

static void
json_end(struct output *out, bool failed)
{
	if (out->records > 0)
		fputs("]\n", out->file);
	else if (!failed)
		fputs("[]\n", out->file);
}

static bool
json_failure(FILE *err, const struct failure *f)
{
	const struct field fields[] = {
		field_text("command", f->command),
		field_text("node", f->node),
		field_text("code", f->code),
		field_nonzero("number", (uint64_t)f->number),
		field_text("key", f->key),
		field_text("message", f->message),
		field_text("hint", f->hint),
		field_nonzero("exit", (uint64_t)f->exit),
		field_text("file", f->file),
		field_nonzero("line", f->line),
		field_nonzero("column", f->column),
		field_text("corosync", f->said),
	};
	struct json_object *object = json_object_new_object(), *error = new_object(FIELDS(fields), false);
	const char *name = f->warning ? "warning" : "error";

	if (object != NULL && error != NULL && json_object_object_add(object, name, error) == 0)
		return json_print(err, object);
	json_object_put(error);
	json_object_put(object);
	return false;
}

const struct format format_json = {
	.name = "json",
	.needs = DATA_RECORDS | DATA_END,
	.ready = json_ready,
	.record = json_record,
	.end = json_end,
	.failure = json_failure,
};

const struct format format_ndjson = {
	.name = "ndjson",
	.needs = DATA_RECORDS,
	.ready = json_ready,
	.record = ndjson_record,
	.failure = json_failure,
};
