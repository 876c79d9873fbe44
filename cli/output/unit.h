/* SPDX-License-Identifier: BSD-3-Clause */
/* Values with their units, for people. */
#ifndef OUTPUT_UNIT_H
#define OUTPUT_UNIT_H

struct cmh_value;
struct output;

/* Returns a value with the unit of its key, "1650 ms"; the mask, if its key is secret. The caller frees it; NULL: out of memory. */
char *unit_value(const struct output *out, const char *key, const struct cmh_value *value);

/*
 * Returns a value as people read it: as unit_value(), or what it means instead, such as
 * "no sample yet" or a time. The caller frees it; NULL: out of memory.
 */
char *unit_cell(const struct output *out, const char *key, const struct cmh_value *value);

#endif
