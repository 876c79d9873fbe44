/* SPDX-License-Identifier: BSD-3-Clause */
/* A format, to the file that writes it. Each has one of its own; render_record.c has the table. */
#ifndef OUTPUT_FORMAT_H
#define OUTPUT_FORMAT_H

#include "output/render.h"

/*
 * Writes go to r->out, unchecked: who owns the stream does that. What could not
 * be made for lack of memory sets r->failed.
 */
struct render_format {
	const char *name;
	void (*record)(struct render *r, const struct field *fields, size_t n);
	/* A key and its value; NULL: as a record. */
	void (*entry)(struct render *r, const struct cmh_entry *entry);
	/* The command has ended. Releases r->state. `failed`: see render_end(). NULL: nothing is left to do. */
	void (*end)(struct render *r, bool failed);
};

extern const struct render_format render_format_csv, render_format_json, render_format_ndjson, render_format_prom,
	render_format_table;

/* Whether the field is there at all. */
bool field_is_there(const struct field *field);

/* Whether the value of a field is to be masked. */
bool field_is_masked(const struct render *r, const struct field *field);

/*
 * What a field says, for formats that know texts alone; "" when it is not
 * there. Nothing in it harms a terminal. Owned by the caller; NULL: out of memory.
 */
char *field_string(const struct render *r, const struct field *field);

/* "2026-01-31T12:00:00.123456+01:00", in local time. Owned by the caller; NULL: out of memory. */
char *field_time_string(const struct field *field);

#endif
