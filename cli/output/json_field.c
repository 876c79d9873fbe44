/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/json_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "json_library.h"
#include "output/field.h"
#include "str.h"
#include "text/time.h"
#include "value.h"

static const uint64_t exact_limit = UINT64_C(1) << 53; /* up to here doubles hold every integer */

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

/* JSON has no text that is not UTF-8: it is quoted. NULL: out of memory. */
static struct json_object *
new_text(const char *text)
{
	struct json_object *string;
	char *quoted;

	if (is_utf8(text, strlen(text)))
		return json_object_new_string(text);
	quoted = cmh_quote(text, strlen(text));
	string = quoted != NULL ? json_object_new_string(quoted) : NULL;
	free(quoted);
	return string;
}

/* ---- values ------------------------------------------------------------ */

/* Whether JSON has a value for it. */
static bool
json_has(const struct cmh_value *value)
{
	if (value->type == CMH_STR)
		return is_utf8(value->bytes, value->len);
	return value->type != CMH_BIN && (!value_is(value, VALUE_REAL) || isfinite(value_real(value)));
}

/* Whether it changes for a reader that keeps numbers as doubles. */
static bool
may_be_rounded(const struct cmh_value *value)
{
	if (!cmh_type_is_integer(value->type))
		return false;
	if (value_is(value, VALUE_SIGNED) && value->i < 0)
		return value->i < -(int64_t)exact_limit;
	return value->u > exact_limit;
}

/* Writes a number as `text`: before 0.14 json-c has no unsigned numbers, and it writes doubles with 17 digits. */
static struct json_object *
new_number(const struct cmh_value *value, const char *text)
{
	if (value_is(value, VALUE_REAL) && value_real(value) == 0 && signbit(value_real(value)))
		text = "-0.0"; /* many readers make -0 an integer, which has no sign */
	return json_object_new_double_s(value_is(value, VALUE_REAL) ? value_real(value) : 0, text);
}

static struct json_object *
new_value(const struct cmh_value *value, const char *text)
{
	return value->type == CMH_STR ? json_object_new_string_len(value->bytes, (int)value->len) : new_number(value, text);
}

/* Adds a member about a value: "text" for "value", "old_text" for "old". */
static bool
add_about(struct json_object *object, const char *name, const char *what, struct json_object *value)
{
	char *both;
	bool good;

	if (strcmp(name, "value") == 0)
		return add(object, what, value);
	both = str_format("%s_%s", name, what);
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
	bool exists = json_has(value), good = text != NULL;

	if (exists)
		good = good && add(object, name, new_value(value, text));
	else
		good = good && json_object_object_add(object, name, NULL) == 0;
	if (good && (!exists || may_be_rounded(value)))
		good = add_about(object, name, "text", json_object_new_string(text));
	free(text);
	return good;
}

static bool
add_masked(struct json_object *object, const char *name)
{
	return json_object_object_add(object, name, NULL) == 0 &&
	       add_about(object, name, "masked", json_object_new_boolean(true));
}

/* ---- fields ------------------------------------------------------------ */

/* Takes `text`, which may be NULL when memory ran out. */
static bool
add_made(struct json_object *object, const char *name, char *text)
{
	bool good = text != NULL && add(object, name, json_object_new_string(text));

	free(text);
	return good;
}

static bool
add_texts(struct json_object *object, const struct field *field)
{
	struct json_object *array = json_object_new_array();
	bool good = array != NULL;

	for (size_t i = 0; i < field->number && good; i++) {
		struct json_object *text = new_text(field->texts[i]);

		good = text != NULL && json_object_array_add(array, text) == 0;
		if (!good)
			json_object_put(text);
	}
	if (good)
		return add(object, field->name, array);
	json_object_put(array);
	return false;
}

bool
json_add_field(struct json_object *object, const struct field *field, bool secrets)
{
	struct cmh_value value = { .type = CMH_U64, .u = field->number };

	if (!field_exists(field))
		return true;
	switch (field->kind) {
	case FIELD_TEXT: return add(object, field->name, new_text(field->text));
	case FIELD_TEXTS: return add_texts(object, field);
	case FIELD_REAL: value = (struct cmh_value){ .type = CMH_DBL, .d = field->real }; break;
	case FIELD_TRUTH: return add(object, field->name, json_object_new_boolean(field->number != 0));
	case FIELD_TIME: return add_made(object, field->name, time_stamp(&field->time));
	case FIELD_VALUE:
		if (field_is_masked(field, secrets))
			return add_masked(object, field->name);
		return add_value(object, field->name, field->value);
	case FIELD_NUMBER:
	case FIELD_NONE: break;
	}
	return add_value(object, field->name, &value);
}

/* JSON allows characters that a terminal would obey, such as U+009B: they are escaped. */
static void
put(FILE *file, const char *json, size_t len)
{
	size_t done = 0;
	bool plain;
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = cmh_utf8_decode(json + i, len - i, &c, &plain);
		n = n > 0 ? n : 1; /* it is UTF-8 */
		if (plain)
			continue;
		fwrite(json + done, 1, i - done, file);
		fprintf(file, "\\u%04x", (unsigned)c); /* all of them are below U+10000 */
		done = i + n;
	}
	fwrite(json + done, 1, len - done, file);
}

bool
json_print(FILE *file, struct json_object *object)
{
	const int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;
	const char *json = NULL;
	size_t len = 0;

	if (object != NULL)
		json = json_object_to_json_string_length(object, flags, &len);
	if (json != NULL) {
		put(file, json, len);
		putc('\n', file);
	}
	json_object_put(object);
	return json != NULL;
}
