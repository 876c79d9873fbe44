/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/field.h"

#include <stdlib.h>
#include <string.h>

#include "cmh.h"
#include "output/safe.h"
#include "str.h"
#include "text/time.h"

bool
field_exists(const struct field *field)
{
	switch (field->kind) {
	case FIELD_NONE: return false;
	case FIELD_TEXT: return field->text != NULL;
	case FIELD_TEXTS: return field->number > 0;
	case FIELD_VALUE: return field->value != NULL && field->value->type != CMH_NONE;
	default: return true;
	}
}

bool
field_is_masked(const struct field *field, bool secrets)
{
	return field->kind == FIELD_VALUE && !secrets && cmh_key_is_secret(field->key);
}

/* A text as cmh_value_text() has it: quoted if it needs to be. */
static char *
text_string(const char *text)
{
	struct cmh_value value = { .type = CMH_STR, .len = strlen(text), .bytes = (char *)text };

	return cmh_value_text(&value);
}

/* Several texts, with a space between them. */
static char *
texts_string(const struct field *field)
{
	struct str_stream stream;
	bool good = str_open(&stream);
	char *all;

	for (size_t i = 0; i < field->number && good; i++) {
		char *text = text_string(field->texts[i]);

		good = text != NULL && fprintf(stream.out, "%s%s", i > 0 ? " " : "", text) >= 0;
		free(text);
	}
	all = str_close(&stream);
	if (good)
		return all;
	free(all);
	return NULL;
}

char *
field_string(const struct field *field, bool secrets)
{
	if (!field_exists(field))
		return str_copy("");
	switch (field->kind) {
	case FIELD_TEXT: return text_string(field->text);
	case FIELD_TEXTS: return texts_string(field);
	case FIELD_NUMBER: return cmh_value_text(&(struct cmh_value){ .type = CMH_U64, .u = field->number });
	case FIELD_REAL: return cmh_value_text(&(struct cmh_value){ .type = CMH_DBL, .d = field->real });
	case FIELD_TRUTH: return str_copy(field->number != 0 ? "true" : "false");
	case FIELD_VALUE: return safe_value(field->key, field->value, secrets);
	case FIELD_TIME: return time_stamp(&field->time);
	case FIELD_NONE: break;
	}
	return str_copy("");
}

char *
field_measured(double number)
{
	if (number > 0 && number < 0.1)
		return str_format("%.2g", number);
	return str_format("%.*f", number < 999.95 ? 1 : 0, number);
}
