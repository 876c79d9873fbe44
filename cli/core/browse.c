/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/browse.h"

#include <stdlib.h>
#include <string.h>

#include "core/key_hint.h"
#include "key_pattern.h"
#include "output/entry.h"

/* Prints that a path covers no key. Names the map, unless it is both maps of corosync. */
static enum exit_code
fail_empty(struct app *app, const char *path)
{
	char *hint = key_hint(app, path, NULL);
	const char *what = key_pattern_is(path) ? "no key matches" : "no key at or below";
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (strcmp(info.spec, "live") == 0)
		app_fail_at(app, where_word(path), EXIT_NO, hint, "%s \"%s\"", what, path);
	else
		app_fail_at(app, where_word(path), EXIT_NO, hint, "%s \"%s\" in %s", what, path, info.name);
	free(hint);
	return EXIT_NO;
}

/* Whether another one of the paths covers this one, so that its keys come with that. */
static bool
is_covered(char **paths, int n, int i)
{
	for (int j = 0; j < n; j++)
		if (j != i && cmh_path_covers(paths[j], paths[i]) && (j < i || !cmh_path_covers(paths[i], paths[j])))
			return true;
	return false;
}

/* The paths before one, and its first key in the list. */
struct earlier {
	char **paths;
	int n;
	const struct cmh_entry *first;
};

/* Whether no earlier path covers a key: patterns may overlap. */
static bool
is_new(const struct cmh_entry *entry, void *arg)
{
	const struct earlier *earlier = arg;

	for (int i = 0; i < earlier->n && entry >= earlier->first; i++)
		if (cmh_path_covers(earlier->paths[i], entry->key))
			return false;
	return true;
}

enum cmh_status
browse_read(struct cmh_handle *map, browse_fn *read, char **paths, int n, int i, struct cmh_entries *out, bool *found,
	    struct cmh_error *err)
{
	struct earlier earlier = { .paths = paths, .n = i };
	size_t before = out->n;
	enum cmh_status status;

	*found = is_covered(paths, n, i);
	if (*found)
		return CMH_OK;
	status = read(map, paths[i], out, err);
	*found = out->n > before;
	earlier.first = out->v + before;
	if (status == CMH_OK && *found)
		cmh_entries_filter(out, is_new, &earlier);
	return status;
}

static enum exit_code
read_paths(struct app *app, browse_fn *read, int n, char **paths, struct cmh_entries *out, struct tally *tally)
{
	struct cmh_error err = CMH_ERROR_INIT;
	char *here = (char *)app->here;
	bool found;

	if (n == 0) {
		n = 1;
		paths = &here;
	}
	for (int i = 0; i < n; i++) {
		if (browse_read(app->call.map, read, paths, n, i, out, &found, &err) != CMH_OK)
			return app_fail_cmh(app, &err);
		if (!found)
			tally_add(tally, fail_empty(app, paths[i]));
	}
	return EXIT_DONE;
}

enum exit_code
browse(struct app *app, browse_fn *read, int n, char **paths, struct cmh_entries *out, struct tally *tally)
{
	enum exit_code code;

	if (n <= 1)
		return read_paths(app, read, n, paths, out, tally);
	cmh_reading_hold(app->call.map, true); /* the paths are one answer, of one corosync */
	code = read_paths(app, read, n, paths, out, tally);
	cmh_reading_hold(app->call.map, false);
	return code;
}

enum exit_code
browse_show(struct app *app, const char *name, struct cmh_entry *entry)
{
	if (entry->error != NULL)
		return app_fail_cmh(app, entry->error);
	entry_print_as(&app->render, name, entry);
	return EXIT_DONE;
}
