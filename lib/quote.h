/* SPDX-License-Identifier: BSD-3-Clause */
/* Escapes, as the library's other files need them. The rest of quote.c is in cmh.h. */
#ifndef CMH_QUOTE_H
#define CMH_QUOTE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a str has to be quoted when it is shown. */
bool quote_needed(const char *bytes, size_t len);

/* The value of a hexadecimal digit; -1: it is not one. */
int hex_digit(char c);

#endif
