/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "know/metric.h"
#include "know/value_note.h"
#include "output/output.h"
#include "output/safe.h"
#include "str.h"
#include "value.h"

/* Returns the unit of a number, if one is known and the stream can show it; NULL: none. Static. */
static const char *
unit_of(const struct output *out, const char *key, const struct cmh_value *value)
{
	const struct key_info *info = key_info_find(key);
	const char *unit = metric_unit_text(info);

	if (unit == NULL || (!cmh_type_is_integer(value->type) && !value_is(value, VALUE_REAL)) ||
	    (!out->secrets && cmh_key_is_secret(key)))
		return NULL;
	if (info->metric.kind != METRIC_NONE && !metric_is_sample(info, value))
		return NULL;
	return strcmp(unit, "µs") == 0 && !charset_is_utf8(out->charset) ? "us" : unit;
}

char *
unit_value(const struct output *out, const char *key, const struct cmh_value *value)
{
	const char *unit = unit_of(out, key, value);
	char *text = safe_value(key, value, out->secrets), *both;

	if (text == NULL || unit == NULL)
		return text;
	both = str_format("%s%s%s", text, strcmp(unit, "%") == 0 ? "" : " ", unit);
	free(text);
	return both;
}

/* Finds another value that is printed together with this one. NULL: it is not. */
static const struct cmh_value *
find_around(const struct output *out, const char *key)
{
	for (size_t i = 0; key != NULL && out->around != NULL && i < out->around->n; i++)
		if (out->around->v[i].error == NULL && strcmp(out->around->v[i].key, key) == 0)
			return &out->around->v[i].value;
	return NULL;
}

char *
unit_cell(const struct output *out, const char *key, const struct cmh_value *value)
{
	const struct key_info *info = key_info_find(key);
	char *link, *note, *text, *both;
	bool instead;

	if (!out->secrets && cmh_key_is_secret(key))
		return unit_value(out, key, value);
	link = value_note_link(key, info);
	note = value_note(key, info, value, find_around(out, link), &instead);
	free(link);
	if (note != NULL && instead)
		return note;
	text = unit_value(out, key, value);
	both = note != NULL && text != NULL ? str_format("%s (%s)", text, note) : NULL;
	if (note == NULL)
		return text;
	free(note);
	free(text);
	return both;
}
