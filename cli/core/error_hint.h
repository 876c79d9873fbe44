/* SPDX-License-Identifier: BSD-3-Clause */
/* What a user of cmapsh can do about an error of the library, whose own hints know no commands and options. */
#ifndef CORE_ERROR_HINT_H
#define CORE_ERROR_HINT_H

#include "cmh.h"

struct settings;

/* The hint to print; NULL: none. Valid as long as the error is unchanged. */
const char *error_hint(const struct cmh_error *err);

/* The advice to print for a cs_error_t. Static. */
const char *error_advice(const struct cmh_error_info *info);

/*
 * Returns a hint with its ": cmapsh COMMAND" as it is to be typed: at the prompt without "cmapsh", and with the -m and -N
 * of the command that failed if it is to read the same map. The caller frees it. NULL: out of memory.
 */
char *error_hint_as_typed(const char *hint, const struct settings *set);

#endif
