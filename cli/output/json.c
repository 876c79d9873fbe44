/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The formats json and ndjson, and errors as JSON. Everything is exact: a
 * number stands as its text, and what JSON cannot say has its text beside it.
 */
#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "output/format.h"

static const uint64_t exact_limit = UINT64_C(1) << 53; /* up to here every reader is exact */

/* Takes `value`, which may be NULL when memory ran out. */
static bool
add(struct json_object *object, const char *name, struct json_object *value)
{
	if (value != NULL && json_object_object_add(object, name, value) == 0)
		return true;
	json_object_put(value);
	return false;
}

static bool
is_utf8(const char *bytes, size_t len)
{
	uint32_t c;
	bool plain;

	for (size_t i = 0, n; i < len; i += n)
		if ((n = cmh_utf8_decode(bytes + i, len - i, &c, &plain)) == 0)
			return false;
	return true;
}

/* Bytes that are no UTF-8 are no text in JSON either: they are quoted. */
static bool
add_text(struct json_object *object, const char *name, const char *text)
{
	char *quoted;
	bool good;

	if (is_utf8(text, strlen(text)))
		return add(object, name, json_object_new_string(text));
	quoted = cmh_quote(text, strlen(text));
	good = quoted != NULL && add(object, name, json_object_new_string(quoted));
	free(quoted);
	return good;
}

/* ---- values ------------------------------------------------------------ */

static double
real_of(const struct cmh_value *value)
{
	return value->type == CMH_FLT ? (double)value->f : value->d;
}

static bool
is_real(const struct cmh_value *value)
{
	return value->type == CMH_FLT || value->type == CMH_DBL;
}

static bool
json_can_say(const struct cmh_value *value)
{
	if (value->type == CMH_STR)
		return is_utf8(value->bytes, value->len);
	return value->type != CMH_BIN && (!is_real(value) || isfinite(real_of(value)));
}

/* Whether a reader that keeps numbers as doubles gets another one. */
static bool
may_be_rounded(const struct cmh_value *value)
{
	if (!cmh_type_is_integer(value->type))
		return false;
	if ((value->type - CMH_I8) % 2 == 0 && value->i < 0)
		return value->i < -(int64_t)exact_limit;
	return value->u > exact_limit;
}

/* A number as its exact text. json-c knows no unsigned numbers before 0.14, and writes doubles with 17 digits. */
static struct json_object *
new_number(const struct cmh_value *value, const char *text)
{
	if (is_real(value) && real_of(value) == 0 && signbit(real_of(value)))
		text = "-0.0"; /* many readers make an integer of -0, and lose the sign */
	return json_object_new_double_s(is_real(value) ? real_of(value) : 0, text);
}

static struct json_object *
new_value(const struct cmh_value *value, const char *text)
{
	return value->type == CMH_STR ? json_object_new_string_len(value->bytes, (int)value->len) : new_number(value, text);
}

/* "text" goes with "value", "old_text" with "old". */
static bool
add_beside(struct json_object *object, const char *name, const char *what, struct json_object *value)
{
	char *both = NULL;
	bool good;

	if (strcmp(name, "value") == 0)
		return add(object, what, value);
	if (asprintf(&both, "%s_%s", name, what) < 0)
		both = NULL;
	good = both != NULL && add(object, both, value);
	if (both == NULL)
		json_object_put(value);
	free(both);
	return good;
}

static bool
add_value(struct json_object *object, const char *name, const struct cmh_value *value)
{
	char *text = cmh_value_text(value);
	bool sayable = json_can_say(value), good = text != NULL;

	if (sayable)
		good = good && add(object, name, new_value(value, text));
	else
		good = good && json_object_object_add(object, name, NULL) == 0;
	if (good && (!sayable || may_be_rounded(value)))
		good = add_beside(object, name, "text", json_object_new_string(text));
	free(text);
	return good;
}

static bool
add_masked(struct json_object *object, const char *name)
{
	return json_object_object_add(object, name, NULL) == 0 &&
	       add_beside(object, name, "masked", json_object_new_boolean(true));
}

/* ---- records ----------------------------------------------------------- */

static bool
add_string(struct json_object *object, const char *name, char *text)
{
	bool good = text != NULL && add(object, name, json_object_new_string(text));

	free(text);
	return good;
}

static bool
add_field(struct json_object *object, const struct render *r, const struct field *field)
{
	struct cmh_value value = { .type = CMH_U64, .u = field->number };

	if (!field_is_there(field))
		return true;
	switch (field->kind) {
	case FIELD_TEXT: return add_text(object, field->name, field->text);
	case FIELD_REAL: value = (struct cmh_value){ .type = CMH_DBL, .d = field->real }; break;
	case FIELD_TRUTH: return add(object, field->name, json_object_new_boolean(field->number != 0));
	case FIELD_TIME: return add_string(object, field->name, field_time_string(field));
	case FIELD_VALUE:
		return field_is_masked(r, field) ? add_masked(object, field->name) : add_value(object, field->name, field->value);
	case FIELD_NUMBER:
	case FIELD_NONE: break;
	}
	return add_value(object, field->name, &value);
}

/* JSON lets some characters stand that a terminal would obey, such as U+009B: they are escaped. */
static void
put(FILE *out, const char *json, size_t len)
{
	size_t done = 0;
	bool plain;
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = cmh_utf8_decode(json + i, len - i, &c, &plain);
		n = n > 0 ? n : 1; /* it is UTF-8 */
		if (plain)
			continue;
		fwrite(json + done, 1, i - done, out);
		fprintf(out, "\\u%04x", (unsigned)c); /* all of them are below U+10000 */
		done = i + n;
	}
	fwrite(json + done, 1, len - done, out);
}

/* Prints an object and releases it. False: out of memory. */
static bool
print(FILE *out, struct json_object *object)
{
	size_t len = 0;
	const char *json = object == NULL ? NULL
					  : json_object_to_json_string_length(object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &len);

	if (json != NULL) {
		put(out, json, len);
		putc('\n', out);
	}
	json_object_put(object);
	return json != NULL;
}

static void
ndjson_record(struct render *r, const struct field *fields, size_t n)
{
	struct json_object *object = json_object_new_object();
	bool good = object != NULL;

	for (size_t i = 0; i < n && good; i++)
		good = add_field(object, r, &fields[i]);
	if (!good) {
		json_object_put(object);
		object = NULL;
	}
	if (!print(r->out, object))
		r->failed = true;
}

/* Each record has a line of its own, whole with its end: errors may come between. */
static void
json_record(struct render *r, const struct field *fields, size_t n)
{
	fputs(r->records == 0 ? "[\n " : ",", r->out);
	ndjson_record(r, fields, n);
}

static void
json_end(struct render *r, bool failed)
{
	if (r->records > 0)
		fputs("]\n", r->out);
	else if (!failed)
		fputs("[]\n", r->out);
}

const struct render_format render_format_json = { .name = "json", .record = json_record, .end = json_end };
const struct render_format render_format_ndjson = { .name = "ndjson", .record = ndjson_record };

/* ---- errors ------------------------------------------------------------ */

static bool
add_failure_text(struct json_object *object, const char *name, const char *text)
{
	return text == NULL || add_text(object, name, text);
}

static bool
add_failure_number(struct json_object *object, const char *name, int64_t number)
{
	return number == 0 || add(object, name, json_object_new_int64(number));
}

bool
render_failure(FILE *out, const struct failure *f)
{
	struct json_object *object = json_object_new_object(), *error = json_object_new_object();
	bool good = object != NULL && error != NULL && add_failure_text(error, "command", f->command) &&
		    add_failure_text(error, "code", f->code) && add_failure_number(error, "number", f->number) &&
		    add_failure_text(error, "key", f->key) && add_failure_text(error, "message", f->message) && add_failure_text(error, "hint", f->hint) &&
		    add_failure_number(error, "exit", f->exit) && add_failure_text(error, "file", f->file) &&
		    add_failure_number(error, "line", f->line) && add_failure_number(error, "column", (int64_t)f->column);

	if (!good || json_object_object_add(object, f->warning ? "warning" : "error", error) != 0) {
		json_object_put(error);
		json_object_put(object);
		return false;
	}
	return print(out, object);
}
