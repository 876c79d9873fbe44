/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/browse.h"

#include <stdlib.h>
#include <string.h>

#include "core/key_hint.h"
#include "output/entry.h"

/* Prints that a path covers no key. Names the map, unless it is both maps of corosync. */
static enum exit_code
fail_empty(struct app *app, const char *path)
{
	char *hint = key_hint(app, path);
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (strcmp(info.spec, "live") == 0)
		app_fail_at(app, where_word(path), EXIT_NO, hint, "no key at or below \"%s\"", path);
	else
		app_fail_at(app, where_word(path), EXIT_NO, hint, "no key at or below \"%s\" in %s", path, info.name);
	free(hint);
	return EXIT_NO;
}

bool
browse_is_covered(char **paths, int n, int i)
{
	for (int j = 0; j < n; j++)
		if (j != i && cmh_path_covers(paths[j], paths[i]) && (j < i || !cmh_path_covers(paths[i], paths[j])))
			return true;
	return false;
}

static enum exit_code
read_paths(struct app *app, browse_fn *read, int n, char **paths, struct cmh_entries *out, struct tally *tally)
{
	struct cmh_error err = CMH_ERROR_INIT;

	for (int i = 0; i < (n > 0 ? n : 1); i++) {
		const char *path = n > 0 ? paths[i] : app->here;
		size_t before = out->n;

		if (n > 0 && browse_is_covered(paths, n, i))
			continue;
		if (read(app->call.map, path, out, &err) != CMH_OK)
			return app_fail_cmh(app, &err);
		if (out->n == before)
			tally_add(tally, fail_empty(app, path));
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
