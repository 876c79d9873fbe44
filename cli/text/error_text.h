/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors that cmapsh detects itself, in the form of the library's errors. */
#ifndef TEXT_ERROR_TEXT_H
#define TEXT_ERROR_TEXT_H

#include <stdarg.h>

#include "cmh.h"

/*
 * Replaces the contents of `err`, which may be NULL, by copies of a message and of
 * a hint, unless that is NULL. Returns `status`, so that callers can write: return
 * error_text_set(...).
 */
enum cmh_status error_text_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message,
			       ...) __attribute__((format(printf, 4, 5)));

/* Does the same with a list of arguments. */
enum cmh_status error_text_vset(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message,
				va_list ap) __attribute__((format(printf, 4, 0)));

/* Says that memory is short. Returns CMH_FAILED. */
enum cmh_status error_text_no_memory(struct cmh_error *err);

#endif
