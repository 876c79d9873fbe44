/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/error_text.h"

#include <string.h>

#include "str.h"

enum cmh_status
error_text_vset(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message, va_list ap)
{
	if (err == NULL)
		return status;
	cmh_error_clear(err);
	err->status = status;
	err->message = str_vformat(message, ap);
	err->hint = hint != NULL ? str_copy(hint) : NULL;
	return status;
}

enum cmh_status
error_text_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message, ...)
{
	va_list ap;

	va_start(ap, message);
	error_text_vset(err, status, hint, message, ap);
	va_end(ap);
	return status;
}

enum cmh_status
error_text_no_memory(struct cmh_error *err)
{
	return error_text_set(err, CMH_FAILED, NULL, "out of memory");
}
