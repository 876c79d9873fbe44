/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "know/metric.h"
#include "output/output.h"
#include "output/safe.h"
#include "str.h"

/* Returns the unit of a number, if one is known and the stream can show it; NULL: none. Static. */
static const char *
unit_of(const struct output *out, const char *key, const struct cmh_value *value)
{
	const struct key_info *info = key_info_find(key);
	const char *unit = metric_unit_text(info);

	if (unit == NULL || !cmh_type_is_integer(value->type) || (!out->secrets && cmh_key_is_secret(key)))
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
