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

/* What is known of a type. One that does not exist is "?", and of no kind. Static. */
const struct value_type *value_type(enum cmh_type type);

/* Makes `to` a copy of `from`. False: out of memory, or no value that cmap could hold. */
bool value_copy(struct cmh_value *to, const struct cmh_value *from);

#endif
