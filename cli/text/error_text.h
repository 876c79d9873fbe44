/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors that the program finds itself, in the form of the library's. */
#ifndef TEXT_ERROR_TEXT_H
#define TEXT_ERROR_TEXT_H

#include <stdarg.h>

#include "cmh.h"

/*
 * Fills `err`, which may be NULL, with a message and, unless NULL, a hint; both
 * are copied, and what was in it is released. Returns `status`, so that one can
 * write: return error_text_set(...).
 */
enum cmh_status error_text_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message,
			       ...) __attribute__((format(printf, 4, 5)));

/* The same from a list of arguments. */
enum cmh_status error_text_vset(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message,
				va_list ap) __attribute__((format(printf, 4, 0)));

#endif
