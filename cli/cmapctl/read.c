/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/read.h"

#include <stdlib.h>
#include <string.h>

#include "cmapctl/print.h"
#include "str.h"

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct cmh_entry *)a)->key, ((const struct cmh_entry *)b)->key);
}

/* Sets the error of a prefix that is longer than any name. */
static enum cmh_status
check_length(const char *prefix, struct cmh_error *err)
{
	return strlen(prefix) <= CMH_NAME_MAX ? CMH_OK : cmh_name_check(prefix, err);
}

char *
read_path(const char *prefix)
{
	size_t len = strlen(prefix);

	/* A star after a dot needs a character, and not another dot. */
	return len == 0 || prefix[len - 1] == '.' ? str_copy(prefix) : str_format("%s*", prefix);
}

static bool
begins_with(const struct cmh_entry *entry, void *prefix)
{
	return strncmp(entry->key, prefix, strlen(prefix)) == 0;
}

bool
read_prefix(struct app *app, const char *prefix, bool values, struct cmh_entries *out)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = check_length(prefix, &err);
	char *path;

	print_errors_of(app, FAILED_LIST);
	if (strchr(prefix, '*') != NULL && status == CMH_OK)
		return true; /* not a pattern here, and no name has a star */
	path = read_path(prefix);
	if (path == NULL)
		return print_no_memory(app);
	if (status == CMH_OK)
		status = (values ? cmh_read_all : cmh_list)(app->call.map, path, &found, &err);
	free(path);
	if (status != CMH_OK) {
		app_fail_cmh(app, &err);
		return false;
	}
	cmh_entries_filter(&found, begins_with, (char *)prefix);
	if (found.n > 0)
		qsort(found.v, found.n, sizeof(*found.v), by_name);
	*out = found;
	return true;
}

static void
print_found(struct app *app, const struct request *request, struct cmh_entries *found)
{
	print_errors_of(app, FAILED_VALUE);
	for (size_t i = 0; i < found->n; i++) {
		struct cmh_entry *entry = &found->v[i];

		if (entry->error == NULL)
			print_key(app, request, "", entry->key, &entry->value);
		else
			app_fail_cmh_at(app, where_key(entry->key), entry->error);
	}
}

enum exit_code
read_prefixes(struct app *app, const struct request *request)
{
	static const char *const all[] = { "" };
	const char *const *prefixes = request->n > 0 ? (const char *const *)request->args : all;
	enum exit_code code = EXIT_NO;

	for (int i = 0; i < request->n || i == 0; i++) {
		struct cmh_entries found = CMH_ENTRIES_INIT;

		if (!read_prefix(app, prefixes[i], true, &found))
			return EXIT_NO;
		print_found(app, request, &found);
		if (found.n > 0)
			code = EXIT_DONE;
		cmh_entries_clear(&found);
	}
	return code;
}

enum exit_code
read_keys(struct app *app, const struct request *request)
{
	print_errors_of(app, FAILED_GET);
	for (int i = 0; i < request->n; i++) {
		struct cmh_value value = CMH_VALUE_INIT;
		struct cmh_error err = CMH_ERROR_INIT;

		if (cmh_get(app->call.map, request->args[i], &value, &err) != CMH_OK) {
			app_fail_key_at(app, where_key(request->args[i]), request->args[i], &err);
			return EXIT_NO;
		}
		print_key(app, request, "", request->args[i], &value);
		cmh_value_clear(&value);
	}
	return EXIT_DONE;
}
