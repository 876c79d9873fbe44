/* SPDX-License-Identifier: BSD-3-Clause */
/* Values, as the library's other files need them. The rest of value.c is in cmh.h. */
#ifndef CMH_VALUE_H
#define CMH_VALUE_H

#include "cmh.h"

/* Which member of the union a type uses. */
enum value_kind { VALUE_NONE, VALUE_SIGNED, VALUE_UNSIGNED, VALUE_REAL, VALUE_BYTES };

struct value_type {
	const char *name;
	enum value_kind kind;
	size_t size; /* in cmap; 0: any */
};

/* The greatest number of an integer type; the least of a signed one is -max - 1, of an unsigned one 0. */
static inline int64_t
value_signed_max(const struct value_type *type)
{
	return INT64_MAX >> (64 - 8 * type->size);
}

static inline uint64_t
value_unsigned_max(const struct value_type *type)
{
	return UINT64_MAX >> (64 - 8 * type->size);
}

/* What is known of a type. One that does not exist is "?", and of no kind. Static. */
const struct value_type *value_type(enum cmh_type type);

static inline bool
value_is(const struct cmh_value *value, enum value_kind kind)
{
	return value_type(value->type)->kind == kind;
}

/* The number that a value of the kind VALUE_REAL is. */
static inline double
value_real(const struct cmh_value *value)
{
	return value->type == CMH_FLT ? (double)value->f : value->d;
}

/* Whether cmap can hold the value: it has a type and bytes, and its number is within the type's range. CMH_INVALID says what is wrong. */
enum cmh_status value_check(const struct cmh_value *value, struct cmh_error *err);

#endif
