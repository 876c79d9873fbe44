/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "change/input.h"
#include "cmapctl/print.h"
#include "core/input_file.h"
#include "core/message.h"
#include "output/safe.h"
#include "str.h"

/* Prints a word of the user in the middle of a line. */
static void
print_line(struct app *app, const char *before, const char *word, const char *after)
{
	fputs(before, app->io.err);
	safe_print(app->io.err, word);
	fprintf(app->io.err, "%s\n", after);
}

/* Prints why a text is not a value: it is another thing, or out of range. */
static void
fail_text(struct app *app, const char *type, const char *text, const struct cmh_error *err)
{
	char *after = str_format(" is not valid %s %s", type,
				 err->reason == CMH_REASON_RANGE && cmh_type_is_integer(cmh_type_by_name(type)) ? "integer" : "type value");

	print_line(app, "", text, after != NULL ? after : "");
	message_print(app, app->io.err, MESSAGE_HINT, err->hint != NULL ? err->hint : cmh_error_message(err));
	free(after);
}

/* Whether a file could not even be opened; of one that cannot be read, corosync-cmapctl takes what it could read. */
static bool
is_closed(const char *name, const struct cmh_error *err)
{
	return err->os_errno != 0 && err->os_errno != EISDIR && strcmp(name, "-") != 0;
}

/* Reads a value of the type bin. */
static bool
read_file(struct app *app, const char *key, const char *name, struct cmh_value *out)
{
	char *text = strcmp(name, "-") != 0 ? str_format("@%s", name) : str_copy(name);
	struct cmh_error err = CMH_ERROR_INIT;
	bool good = false;

	print_errors_of(app, FAILED_NEW_VALUE);
	if (text == NULL)
		app_no_memory(app);
	else if (name[0] == '\0')
		print_line(app, "Can't open input file: ", strerror(ENOENT), "");
	else if (strcmp(name, "-") == 0 && input_standard_check(app, where_key(key)) != EXIT_DONE)
		good = false;
	else if (input_value(CMH_BIN, text, 0, out, &err) == CMH_OK && out->len > 0)
		good = true;
	else if (is_closed(name, &err))
		print_line(app, "Can't open input file: ", strerror(err.os_errno), "");
	else if (err.status != CMH_OK)
		app_fail_cmh_at(app, where_key(key), &err);
	else
		app_fail_at(app, where_key(key), EXIT_USAGE, NULL, "the file is empty");
	if (!good)
		cmh_value_clear(out);
	cmh_error_clear(&err);
	free(text);
	return good;
}

bool
value_parse(struct app *app, const char *key, const char *type, const char *text, struct cmh_value *out)
{
	enum cmh_type known = cmh_type_by_name(type);
	struct cmh_error err = CMH_ERROR_INIT;

	if (known == CMH_NONE) {
		print_line(app, "Unknown type ", type, "");
		message_print(app, app->io.err, MESSAGE_HINT, "use one of " APP_TYPES);
		return false;
	}
	if (known == CMH_BIN)
		return read_file(app, key, text, out);
	if (cmh_value_parse(known, text, out, &err) == CMH_OK)
		return true;
	print_errors_of(app, FAILED_NEW_VALUE);
	if (known == CMH_STR)
		app_fail_cmh_at(app, where_key(key), &err);
	else
		fail_text(app, type, text, &err);
	cmh_error_clear(&err);
	return false;
}
