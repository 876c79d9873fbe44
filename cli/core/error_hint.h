/* SPDX-License-Identifier: BSD-3-Clause */
/* What a user of cmapsh can do about an error of the library, whose own hints know no commands and options. */
#ifndef CORE_ERROR_HINT_H
#define CORE_ERROR_HINT_H

#include "cmh.h"

/* The hint to print; NULL: none. Valid as long as the error is unchanged. */
const char *error_hint(const struct cmh_error *err);

/* The advice to print for a cs_error_t. Static. */
const char *error_advice(const struct cmh_error_info *info);

/*
 * Returns a hint without the "cmapsh " of ": cmapsh COMMAND", as commands are typed
 * at the prompt. The caller frees it. NULL: out of memory.
 */
char *error_hint_for_prompt(const char *hint);

#endif
