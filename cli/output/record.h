/* SPDX-License-Identifier: BSD-3-Clause */
/* Records that a cmapsh has printed as JSON, one a line, read back. Nothing in them is to be trusted. */
#ifndef OUTPUT_RECORD_H
#define OUTPUT_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmh.h"

struct record;

/* Reads the object that is a line. The caller frees it with record_free(). NULL: the line is something else, or out of memory. */
struct record *record_read(const char *line, size_t len);
void record_free(struct record *record); /* which may be NULL */

/* Returns a member that is a string, up to its first NUL. Valid as long as the record. NULL: it has none. */
const char *record_text(struct record *record, const char *name);

/* Returns a member that is an object. Valid as long as the record. NULL: it has none. */
struct record *record_part(struct record *record, const char *name);

/* Returns a member that is an integer from 0 on; 0 if there is none. */
uint64_t record_number(struct record *record, const char *name);

/* Reads a member that is a number. False: it has none. */
bool record_real(struct record *record, const char *name, double *out);

/* Whether a member is true. */
bool record_truth(struct record *record, const char *name);

/*
 * Reads a value of this type, which field_value() has printed as `name`: from that member, or from its
 * text beside it (`name`_text). The caller clears `out`. False: the record has no such value.
 */
bool record_value(struct record *record, const char *name, enum cmh_type type, struct cmh_value *out);

#endif
