/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/key_hint.h"

#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "str.h"
#include "text/nearest.h"

/* Names at or below a path, listed once for all keys of a command. */
struct key_names {
	char *path;
	struct cmh_entries entries;
};

static void
names_free(struct key_names *names)
{
	if (names == NULL)
		return;
	cmh_entries_clear(&names->entries);
	free(names->path);
	free(names);
}

void
key_hint_clear(struct app *app)
{
	names_free(app->call.names);
	app->call.names = NULL;
}

/* Returns names that include all at or below a path. app->call owns them. NULL: the map cannot list them, or out of memory. */
static const struct cmh_entries *
list_names(struct app *app, const char *path)
{
	struct key_names *names = app->call.names;

	if (names != NULL && cmh_path_covers(names->path, path))
		return &names->entries;
	key_hint_clear(app);
	names = calloc(1, sizeof(*names));
	if (names == NULL || (names->path = strdup(path)) == NULL ||
	    cmh_list(app->call.map, path, &names->entries, NULL) != CMH_OK) {
		names_free(names);
		return NULL;
	}
	app->call.names = names;
	return &names->entries;
}

static size_t
count_covered(const struct cmh_entries *names, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++)
		n += cmh_path_covers(path, names->v[i].key);
	return n;
}

/* Cuts `path` down to the longest part, without its last component, that covers a key. Returns as list_names(). */
static const struct cmh_entries *
list_around(struct app *app, char *path)
{
	const struct cmh_entries *names;

	do {
		char *dot = strrchr(path, '.');

		*(dot != NULL ? dot : path) = '\0';
		names = list_names(app, path);
	} while (names != NULL && path[0] != '\0' && count_covered(names, path) == 0);
	return names;
}

/* Returns the length of the first components of a name, as many as `like` has. */
static size_t
same_depth(const char *name, const char *like)
{
	size_t len = strcspn(name, ".");

	for (const char *dot = strchr(like, '.'); dot != NULL && name[len] == '.'; dot = strchr(dot + 1, '.'))
		len += 1 + strcspn(name + len + 1, ".");
	return len;
}

/* Offers the branches with as many components as the key. They are kept in `branches`, which must outlive the search. */
static void
try_branches(struct nearest *near, const struct cmh_entries *names, const char *path, const char *key, struct cmh_entries *branches)
{
	for (size_t i = 0; i < names->n; i++) {
		char *branch = strndup(names->v[i].key, same_depth(names->v[i].key, key));
		const char *last = branches->n > 0 ? branches->v[branches->n - 1].key : "";

		if (branch != NULL && cmh_path_covers(path, branch) && strcmp(branch, last) != 0 &&
		    cmh_entries_add(branches, branch, NULL) == CMH_OK)
			nearest_try(near, branches->v[branches->n - 1].key);
		free(branch);
	}
}

/* Whether the map has the key, or keys below it. */
static bool
is_in_map(struct cmh_handle *map, const char *key)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	bool there = cmh_list(map, key, &found, NULL) == CMH_OK && found.n > 0;

	cmh_entries_clear(&found);
	return there;
}

/* Returns the other name of a key in this map, which may be of corosync 2. The caller frees it. NULL: it has no other. */
static char *
find_renamed(struct cmh_handle *map, const char *key)
{
	char *former = key_former(key);

	if (former != NULL && is_in_map(map, former))
		return former;
	free(former);
	return key_renamed(key);
}

/* Returns a hint with the nearest name at or below a path. The caller frees it. NULL: no name is near, or out of memory. */
static char *
hint_near(const struct cmh_entries *names, const char *path, const char *key)
{
	struct cmh_entries branches = CMH_ENTRIES_INIT;
	struct nearest near = nearest_start(key);
	char *hint;

	try_branches(&near, names, path, key, &branches);
	for (size_t i = 0; i < names->n; i++)
		if (cmh_path_covers(path, names->v[i].key))
			nearest_try(&near, names->v[i].key);
	hint = nearest_hint(&near, NULL);
	cmh_entries_clear(&branches);
	return hint;
}

/* Returns a hint for a name that can only be in the other map of corosync. The caller frees it. NULL: it can be in this map. */
static char *
other_map_hint(const struct app *app, const char *key)
{
	const char *map = app->call.set.map;
	struct cmh_handle_info info;

	info = *cmh_handle_info(app->call.map);
	if (info.saved || cmh_handle_covers(app->call.map, key))
		return NULL;
	if (map != NULL && app->session == NULL)
		return str_format("leave out -m %s: \"%s\" is in the map %s", map, key, cmh_map_name(cmh_key_map(key)));
	return str_format("use -m live: \"%s\" is in the map %s", key, cmh_map_name(cmh_key_map(key)));
}

char *
key_hint(struct app *app, const char *key)
{
	char *hint = other_map_hint(app, key), *path = strdup(key), *renamed = find_renamed(app->call.map, key);
	const struct cmh_entries *names = hint == NULL && path != NULL ? list_around(app, path) : NULL;
	size_t below = names != NULL ? count_covered(names, key) : 0;

	if (below > 0)
		hint = str_format("print the %zu %s below it with: cmapsh dump %s", below, below == 1 ? "key" : "keys", key);
	else if (names != NULL && renamed != NULL)
		hint = str_format("did you mean \"%s\"?", renamed);
	else if (names != NULL)
		hint = hint_near(names, path, key);
	free(renamed);
	free(path);
	return hint;
}
