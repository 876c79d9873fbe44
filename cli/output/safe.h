/* SPDX-License-Identifier: BSD-3-Clause */
/* Text from outside, made safe for a terminal; values of secret keys, masked. */
#ifndef OUTPUT_SAFE_H
#define OUTPUT_SAFE_H

#include <stdbool.h>
#include <stdio.h>

struct cmh_value;

/* Writes a text. Control characters, newlines and bytes that are not UTF-8 are escaped, as by cmh_quote(). */
void safe_print(FILE *file, const char *text);

/* Returns what safe_print() writes. The caller frees it. NULL: out of memory. */
char *safe_text(const char *text);

/*
 * Returns a value as text, or CMH_MASK if its key is secret and `secrets` are
 * not shown. The caller frees it; NULL: out of memory.
 */
char *safe_value(const char *key, const struct cmh_value *value, bool secrets);

#endif
