/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/key_hint.h"

#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "str.h"
#include "text/near_name.h"

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
	if (names == NULL || (names->path = str_copy(path)) == NULL ||
	    cmh_list(app->call.map, path, &names->entries, NULL) != CMH_OK) {
		names_free(names);
		return NULL;
	}
	app->call.names = names;
	return &names->entries;
}

/* Whether the map has a key that the path covers. */
static bool
covers_some(struct cmh_handle *map, const char *path)
{
	struct cmh_entries found = CMH_ENTRIES_INIT;
	bool some = cmh_list(map, path, &found, NULL) == CMH_OK && found.n > 0;

	cmh_entries_clear(&found);
	return some;
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

/*
 * Returns the other name of a key, which may be of corosync 2, or that of the branch
 * that was renamed, if this map has it. The caller frees it. NULL: it has neither.
 */
static char *
find_renamed(struct cmh_handle *map, const char *key)
{
	size_t least;
	char *name = key_former(key);

	if (name != NULL && covers_some(map, name))
		return name;
	free(name);
	name = key_renamed(key, &least);
	if (name == NULL || covers_some(map, name))
		return name;
	name[least] = '\0';
	if (covers_some(map, name))
		return name;
	free(name);
	return NULL;
}

/* Returns a hint with the name that was meant; `path` is the part of the key that covers names. NULL: no name is near. */
static char *
hint_meant(struct app *app, const struct cmh_entries *names, const char *path, const char *key)
{
	char *best = find_renamed(app->call.map, key), *hint;

	if (best == NULL)
		best = near_name(names, path, key);
	hint = best != NULL ? str_format("did you mean \"%s\"?", best) : NULL;
	free(best);
	return hint;
}

/* Returns a hint for a branch: the command for it. Its first word is what it does. */
static char *
hint_branch(const char *key, size_t n, const char *branch)
{
	const char *verb = branch != NULL ? branch : "print", *keys = n == 1 ? "key" : "keys";

	return str_format("%.*s the %zu %s below it with: cmapsh %s %s", (int)strcspn(verb, " "), verb, n, keys,
			  branch != NULL ? branch : "dump", key);
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
key_hint(struct app *app, const char *key, const char *branch)
{
	char *hint = other_map_hint(app, key), *path = str_copy(key);
	const struct cmh_entries *names = hint == NULL && path != NULL ? list_around(app, path) : NULL;
	size_t below = names != NULL ? count_covered(names, key) : 0;

	if (below > 0)
		hint = hint_branch(key, below, branch);
	else if (names != NULL && key_absent(key) != NULL)
		hint = str_copy(key_absent(key));
	else if (names != NULL)
		hint = hint_meant(app, names, path, key);
	free(path);
	return hint;
}

char *
key_hint_component(struct app *app, const char *word)
{
	const struct cmh_entries *names = list_names(app, "");
	char *best = names != NULL ? near_component(names, word) : NULL, *hint;

	if (names != NULL && key_absent(word) != NULL)
		hint = str_copy(key_absent(word));
	else
		hint = best != NULL ? str_format("did you mean \"%s\"?", best) : NULL;
	free(best);
	return hint;
}
