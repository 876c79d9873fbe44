/* SPDX-License-Identifier: BSD-3-Clause */
/* Fields as members of JSON objects. For json.c. */
#ifndef OUTPUT_JSON_FIELD_H
#define OUTPUT_JSON_FIELD_H

#include <stdbool.h>
#include <stdio.h>

struct field;
struct json_object;

/* Adds the members that a field becomes; none if it does not exist. False: out of memory. */
bool json_add_field(struct json_object *object, const struct field *field, bool secrets);

/* Prints an object on a line of its own, and releases it. False: out of memory, as when `object` is NULL. */
bool json_print(FILE *file, struct json_object *object);

#endif
