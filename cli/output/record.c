/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/record.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "json_library.h"
#include "str.h"

/* A record is an object of json-c. */
static struct json_object *
json_of(struct record *record)
{
	return (struct json_object *)record;
}

struct record *
record_read(const char *line, size_t len)
{
	struct json_tokener *tokener = json_ready() && len < INT_MAX ? json_tokener_new() : NULL;
	struct json_object *object;

	if (tokener == NULL)
		return NULL;
	object = json_tokener_parse_ex(tokener, line, (int)len);
	json_tokener_free(tokener);
	if (object != NULL && json_object_is_type(object, json_type_object))
		return (struct record *)object;
	json_object_put(object);
	return NULL;
}

void
record_free(struct record *record)
{
	json_object_put(json_of(record));
}

/* NULL: the record has no such member, or it is null. */
static struct json_object *
member(struct record *record, const char *name)
{
	struct json_object *value = NULL;

	return json_object_object_get_ex(json_of(record), name, &value) ? value : NULL;
}

static struct json_object *
member_of_type(struct record *record, const char *name, enum json_type type)
{
	struct json_object *value = member(record, name);

	return value != NULL && json_object_is_type(value, type) ? value : NULL;
}

const char *
record_text(struct record *record, const char *name)
{
	struct json_object *text = member_of_type(record, name, json_type_string);

	return text != NULL ? json_object_get_string(text) : NULL;
}

struct record *
record_part(struct record *record, const char *name)
{
	return (struct record *)member_of_type(record, name, json_type_object);
}

/* Returns a member as it is written. NULL: it is not a number. */
static const char *
number_text(struct record *record, const char *name)
{
	struct json_object *number = member(record, name);
	size_t len;

	if (number == NULL || (!json_object_is_type(number, json_type_int) && !json_object_is_type(number, json_type_double)))
		return NULL;
	return json_object_to_json_string_length(number, JSON_C_TO_STRING_PLAIN, &len);
}

uint64_t
record_number(struct record *record, const char *name)
{
	const char *text = number_text(record, name);
	struct cmh_value value = CMH_VALUE_INIT;

	return text != NULL && cmh_value_parse(CMH_U64, text, &value, NULL) == CMH_OK ? value.u : 0;
}

bool
record_real(struct record *record, const char *name, double *out)
{
	const char *text = number_text(record, name);

	if (text != NULL)
		*out = strtod(text, NULL);
	return text != NULL;
}

bool
record_truth(struct record *record, const char *name)
{
	struct json_object *truth = member_of_type(record, name, json_type_boolean);

	return truth != NULL && strcmp(json_object_get_string(truth), "true") == 0;
}

bool
record_value(struct record *record, const char *name, enum cmh_type type, struct cmh_value *out)
{
	struct json_object *string = member_of_type(record, name, json_type_string);
	char *beside = str_format("%s_text", name);
	const char *text = beside != NULL ? record_text(record, beside) : NULL, *number = number_text(record, name);
	bool good = false;

	free(beside);
	if (type == CMH_STR && string != NULL)
		good = cmh_value_bytes(CMH_STR, json_object_get_string(string), (size_t)json_object_get_string_len(string), out,
				       NULL) == CMH_OK;
	else if (text != NULL)
		good = type == CMH_STR ? cmh_unquote(text, out) == CMH_OK : cmh_value_parse(type, text, out, NULL) == CMH_OK;
	else if (number != NULL)
		good = cmh_value_parse(type, number, out, NULL) == CMH_OK;
	return good;
}
