/* SPDX-License-Identifier: BSD-3-Clause */
/* Filling a struct cmh_error. In all functions `err` may be NULL, as in cmh.h. */
#ifndef CMH_ERROR_H
#define CMH_ERROR_H

#include "cmh.h"

/* What a valid name has, for messages: see cmh_name_check(). */
#define NAME_RULES "3 to 255 of the characters A-Z a-z 0-9 . _ - / :"

/* Sets a message, which is a printf format, and a hint, which is not and may be NULL. Returns `status`. */
enum cmh_status error_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message, ...)
	__attribute__((format(printf, 4, 5)));

/* Adds a reason. Returns `status`: return error_reason(err, CMH_REASON_TYPE, error_set(err, ...)); */
enum cmh_status error_reason(struct cmh_error *err, enum cmh_reason reason, enum cmh_status status);

/* Returns CMH_FAILED. */
enum cmh_status error_no_memory(struct cmh_error *err);

/* For what a parent process has opened. Returns CMH_INVALID. */
enum cmh_status error_forked(struct cmh_error *err);

/* Makes `to` a copy of `from`. Returns the status. */
enum cmh_status error_copy(struct cmh_error *to, const struct cmh_error *from);

#endif
