/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/browse.h"

#include <stdlib.h>
#include <string.h>

#include "core/key_hint.h"
#include "key_pattern.h"
#include "output/entry.h"

enum exit_code
browse_fail_empty(struct app *app, const char *path)
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
	int n, n_all; /* how many are before it; how many there are */
	const struct cmh_entry *first;
};

/* Whether no earlier path covers a key: patterns may overlap. A path that another one covers has not been read. */
static bool
is_new(const struct cmh_entry *entry, void *arg)
{
	const struct earlier *earlier = arg;

	for (int i = 0; i < earlier->n && entry >= earlier->first; i++)
		if (!is_covered(earlier->paths, earlier->n_all, i) && cmh_path_covers(earlier->paths[i], entry->key))
			return false;
	return true;
}

struct paths {
	browse_fn *read;
	char **v;
	int n;
	struct cmh_entries *out;
};

/* Reads what each path covers and none before it does; of a path that another one covers, nothing. */
static enum cmh_status
read_paths(struct cmh_handle *map, void *arg, struct cmh_error *err)
{
	const struct paths *paths = arg;
	struct cmh_entries *out = paths->out;
	enum cmh_status status = CMH_OK;

	cmh_entries_clear(out);
	for (int i = 0; i < paths->n && status == CMH_OK; i++) {
		struct earlier earlier = { .paths = paths->v, .n = i, .n_all = paths->n };
		size_t before = out->n;

		if (is_covered(paths->v, paths->n, i))
			continue;
		status = paths->read(map, paths->v[i], out, err);
		earlier.first = out->v + before;
		if (out->n > before)
			cmh_entries_filter(out, is_new, &earlier);
	}
	return status;
}

enum cmh_status
browse_read(struct cmh_handle *map, browse_fn *read, int n, char **paths, struct cmh_entries *out, struct cmh_error *err)
{
	struct paths all = { read, paths, n, out };

	return cmh_read_together(map, read_paths, &all, err);
}

bool
browse_found(const struct cmh_entries *entries, const char *path)
{
	for (size_t i = 0; i < entries->n; i++)
		if (cmh_path_covers(path, entries->v[i].key))
			return true;
	return false;
}

enum exit_code
browse(struct app *app, browse_fn *read, int n, char **paths, struct cmh_entries *out, struct tally *tally)
{
	struct cmh_error err = CMH_ERROR_INIT;
	char *here = (char *)app->here;

	if (n == 0) {
		n = 1;
		paths = &here;
	}
	if (browse_read(app->call.map, read, n, paths, out, &err) != CMH_OK)
		return app_fail_cmh(app, &err);
	app->render.around = out;
	for (int i = 0; i < n; i++)
		if (!is_covered(paths, n, i) && !browse_found(out, paths[i]))
			tally_add(tally, browse_fail_empty(app, paths[i]));
	return EXIT_DONE;
}

enum exit_code
browse_show(struct app *app, const char *name, struct cmh_entry *entry)
{
	if (entry->error != NULL)
		return app_fail_cmh(app, entry->error);
	entry_print_as(&app->render, name, entry);
	return EXIT_DONE;
}
