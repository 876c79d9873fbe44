/* SPDX-License-Identifier: BSD-3-Clause */
/* The formats by name, and what all but text are made of: records. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "output/format.h"

/* Text is written by render.c, from what the commands give it. */
static const struct render_format format_text = { .name = "text" };

static const struct render_format *const formats[N_FORMATS] = {
	[FORMAT_TEXT] = &format_text,
	[FORMAT_TABLE] = &render_format_table,
	[FORMAT_JSON] = &render_format_json,
	[FORMAT_NDJSON] = &render_format_ndjson,
	[FORMAT_CSV] = &render_format_csv,
	[FORMAT_PROM] = &render_format_prom,
};

const char *
render_format_name(enum format format)
{
	return formats[format]->name;
}

bool
render_format_find(const char *name, enum format *out)
{
	for (int f = 0; f < N_FORMATS; f++)
		if (strcmp(formats[f]->name, name) == 0) {
			*out = (enum format)f;
			return true;
		}
	return false;
}

char *
render_format_list(unsigned mask)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (out == NULL)
		return NULL;
	for (int f = 0; f < N_FORMATS; f++)
		if ((mask & 1u << f) != 0)
			fprintf(out, "%s%s", ftell(out) > 0 ? ", " : "", formats[f]->name);
	if (fclose(out) == 0)
		return text;
	free(text);
	return NULL;
}

void
render_begin(struct render *r, enum format format)
{
	r->format = format;
	r->stream = false;
	r->records = 0;
	r->state = NULL;
}

void
render_record(struct render *r, const struct field *fields, size_t n)
{
	if (formats[r->format]->record != NULL)
		formats[r->format]->record(r, fields, n);
	r->records++;
}

void
render_end(struct render *r, bool failed)
{
	if (formats[r->format]->end != NULL)
		formats[r->format]->end(r, failed);
	render_begin(r, FORMAT_TEXT);
}

void
render_entry_record(struct render *r, const struct cmh_entry *entry)
{
	const struct field fields[] = {
		field_text("key", entry->key),
		field_text("type", cmh_type_name(entry->value.type)),
		field_value("value", entry->key, &entry->value),
	};

	if (formats[r->format]->entry == NULL) {
		render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
		return;
	}
	formats[r->format]->entry(r, entry);
	r->records++;
}

/* ---- fields ------------------------------------------------------------ */

bool
field_is_there(const struct field *field)
{
	switch (field->kind) {
	case FIELD_NONE: return false;
	case FIELD_TEXT: return field->text != NULL;
	case FIELD_VALUE: return field->value != NULL && field->value->type != CMH_NONE;
	default: return true;
	}
}

bool
field_is_masked(const struct render *r, const struct field *field)
{
	return field->kind == FIELD_VALUE && !r->secrets && cmh_key_is_secret(field->key);
}

char *
field_time_string(const struct field *field)
{
	struct tm tm;
	char *text = NULL;
	long east;

	if (localtime_r(&field->time.tv_sec, &tm) == NULL)
		return strdup("");
	east = labs(tm.tm_gmtoff) / 60;
	if (asprintf(&text, "%04d-%02d-%02dT%02d:%02d:%02d.%06ld%c%02ld:%02ld", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
		     tm.tm_hour, tm.tm_min, tm.tm_sec, field->time.tv_nsec / 1000, tm.tm_gmtoff < 0 ? '-' : '+', east / 60,
		     east % 60) < 0)
		return NULL;
	return text;
}

/* A text as cmh_value_text() has it: quoted where that is needed. */
static char *
safe_text(const char *text)
{
	struct cmh_value value = { .type = CMH_STR, .len = strlen(text), .bytes = (char *)text };

	return cmh_value_text(&value);
}

char *
field_string(const struct render *r, const struct field *field)
{
	if (!field_is_there(field))
		return strdup("");
	switch (field->kind) {
	case FIELD_TEXT: return safe_text(field->text);
	case FIELD_NUMBER: return cmh_value_text(&(struct cmh_value){ .type = CMH_U64, .u = field->number });
	case FIELD_REAL: return cmh_value_text(&(struct cmh_value){ .type = CMH_DBL, .d = field->real });
	case FIELD_TRUTH: return strdup(field->number != 0 ? "true" : "false");
	case FIELD_VALUE: return render_value(r, field->key, field->value);
	case FIELD_TIME: return field_time_string(field);
	case FIELD_NONE: break;
	}
	return strdup("");
}
