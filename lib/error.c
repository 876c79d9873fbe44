/* SPDX-License-Identifier: BSD-3-Clause */
#include "error.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

void
cmh_error_clear(struct cmh_error *err)
{
	if (err == NULL)
		return;
	free(err->message);
	free(err->hint);
	*err = (struct cmh_error)CMH_ERROR_INIT;
}

const char *
cmh_error_message(const struct cmh_error *err)
{
	return err->message != NULL ? err->message : err->status == CMH_OK ? "no error" : "out of memory";
}

enum cmh_status
error_set(struct cmh_error *err, enum cmh_status status, const char *hint, const char *message, ...)
{
	va_list ap;

	if (err == NULL)
		return status;
	cmh_error_clear(err);
	err->status = status;
	va_start(ap, message);
	err->message = str_vformat(message, ap);
	va_end(ap);
	err->hint = hint != NULL ? strdup(hint) : NULL;
	return status;
}

enum cmh_status
error_reason(struct cmh_error *err, enum cmh_reason reason, enum cmh_status status)
{
	if (err != NULL)
		err->reason = reason;
	return status;
}

enum cmh_status
error_no_memory(struct cmh_error *err)
{
	str_fail();
	return error_set(err, CMH_FAILED, NULL, "out of memory");
}

enum cmh_status
error_forked(struct cmh_error *err)
{
	error_set(err, CMH_INVALID, "open the map again in this process", "the connection is that of the parent process");
	return error_reason(err, CMH_REASON_FORKED, CMH_INVALID);
}

enum cmh_status
error_copy(struct cmh_error *to, const struct cmh_error *from)
{
	error_set(to, from->status, from->hint, "%s", cmh_error_message(from));
	if (to != NULL) {
		to->reason = from->reason;
		to->number = from->number;
		to->os_errno = from->os_errno;
	}
	return from->status;
}
