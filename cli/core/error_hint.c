/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/error_hint.h"

#include <string.h>

#include "base/shell.h"
#include "core/args.h"
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

/* Whether a command reads the map that -m or -N names. */
static bool
reads_map(const char *command, size_t len)
{
	static const char *const readers[] = { "dump", "find", "get", "ls" };

	for (size_t i = 0; i < sizeof(readers) / sizeof(readers[0]); i++)
		if (strlen(readers[i]) == len && strncmp(command, readers[i], len) == 0)
			return true;
	return false;
}

/* Writes an option, if it was given, with its value as one word of a shell. */
static void
print_option(FILE *out, const char *option, const char *value)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+=:,@%/";

	if (value == NULL)
		return;
	fprintf(out, " %s ", option);
	if (value[0] != '\0' && value[strspn(value, plain)] == '\0')
		fputs(value, out);
	else
		shell_print_word(out, value);
}

char *
error_hint_as_typed(const char *hint, const struct settings *set)
{
	static const char name[] = ": cmapsh ";
	const char *found = strstr(hint, name), *command = found != NULL ? found + strlen(name) : NULL;
	size_t len = command != NULL ? strcspn(command, " ") : 0;
	struct str_stream text;

	if (command == NULL || !str_open(&text))
		return str_copy(hint);
	fprintf(text.out, "%.*s: %s%.*s", (int)(found - hint), hint, set->mode == MODE_PROMPT ? "" : "cmapsh ", (int)len, command);
	if (reads_map(command, len)) {
		print_option(text.out, "-m", set->map);
		print_option(text.out, "-N", set->nodes);
	}
	fputs(command + len, text.out);
	return str_close(&text);
}
