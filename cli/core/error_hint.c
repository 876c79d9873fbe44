/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/error_hint.h"

#include <string.h>

#include "str.h"

/* The first row that matches is taken. */
static const struct {
	enum cmh_reason reason;
	enum cmh_status status; /* CMH_OK: any */
	const char *hint;
} hints[] = {
	{ CMH_REASON_IN_DOUBT, CMH_UNREACHABLE, "check with: cmapsh get KEY" },
	{ CMH_REASON_IN_DOUBT, CMH_OK, "the change may or may not have been made; check with: cmapsh get KEY" },
	{ CMH_REASON_STATS, CMH_OK, "to reset counters: cmapsh clear" },
	{ CMH_REASON_SAVED, CMH_OK, "use -m live" },
	{ CMH_REASON_MASKED, CMH_OK, "save the map with --show-secrets" },
};

static const struct {
	int number;
	const char *advice;
} advices[] = {
	{ 5, "try again; see --timeout" },
	{ 6, "wait; the request is repeated until --timeout" },
	{ 12, "list the keys that exist with: cmapsh ls" },
};

const char *
error_advice(const struct cmh_error_info *info)
{
	for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]); i++)
		if (advices[i].number == info->number)
			return advices[i].advice;
	return info->advice;
}

const char *
error_hint(const struct cmh_error *err)
{
	const struct cmh_error_info *info = cmh_error_by_number(err->number);

	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++)
		if (hints[i].reason == err->reason && (hints[i].status == CMH_OK || hints[i].status == err->status))
			return hints[i].hint;
	if (info != NULL && err->hint != NULL && strcmp(err->hint, info->advice) == 0)
		return error_advice(info);
	return err->hint;
}

char *
error_hint_for_prompt(const char *hint)
{
	static const char name[] = ": cmapsh ";
	char *text = str_copy(hint), *found = text != NULL ? strstr(text, name) : NULL;

	if (found != NULL)
		memmove(found + strlen(": "), found + strlen(name), strlen(found + strlen(name)) + 1);
	return text;
}
