/* SPDX-License-Identifier: BSD-3-Clause */
#include "output/prom_label.h"

#include <stdlib.h>
#include <string.h>

#include "output/field.h"
#include "str.h"

void
prom_put_label(FILE *out, const char *name, const char *value, size_t len)
{
	fprintf(out, "%s%s=\"", ftell(out) > 0 ? "," : "", name);
	for (size_t i = 0; i < len; i++) {
		if (value[i] == '\\' || value[i] == '"')
			putc('\\', out);
		putc(value[i], out); /* cmh_value_text() left no newline */
	}
	putc('"', out);
}

char *
prom_labels(const struct field *fields, size_t n)
{
	struct str_stream stream;
	bool good = str_open(&stream);
	char *text;

	for (size_t i = 0; i < n && good; i++) {
		char *value = field_exists(&fields[i]) ? field_string(&fields[i], false) : NULL;

		good = value != NULL || !field_exists(&fields[i]);
		if (value != NULL)
			prom_put_label(stream.out, fields[i].name, value, strlen(value));
		free(value);
	}
	text = str_close(&stream);
	if (good)
		return text;
	free(text);
	return NULL;
}
