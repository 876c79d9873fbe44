/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/key_hint.h"

#include <stdlib.h>
#include <string.h>

#include "core/name_top.h"
#include "key_pattern.h"
#include "know/cluster.h"
#include "know/key.h"
#include "str.h"
#include "text/near_name.h"

/* Names of a map at or below a path, listed once for all keys of a command. */
struct key_names {
	struct cmh_handle *map;
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

/* Returns names of a map that include all at or below a path. app->call owns them. NULL: the map cannot list them, or out of memory. */
static const struct cmh_entries *
list_names(struct app *app, struct cmh_handle *map, const char *path)
{
	struct key_names *names = app->call.names;

	if (names != NULL && names->map == map && cmh_path_covers(names->path, path))
		return &names->entries;
	key_hint_clear(app);
	names = calloc(1, sizeof(*names));
	if (names == NULL || (names->path = str_copy(path)) == NULL ||
	    cmh_list(map, path, &names->entries, NULL) != CMH_OK) {
		names_free(names);
		return NULL;
	}
	names->map = map;
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
list_around(struct app *app, struct cmh_handle *map, char *path)
{
	const struct cmh_entries *names;

	do {
		char *dot = strrchr(path, '.');

		*(dot != NULL ? dot : path) = '\0';
		names = list_names(app, map, path);
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

/* Returns the length of the branch of the prompt, with its dot, that a full name begins with; the rest was typed. 0: it is elsewhere. */
static size_t
length_of_here(const struct app *app, const char *key)
{
	size_t len = strlen(app->here);

	return len > 0 && strncmp(key, app->here, len) == 0 && key[len] == '.' && key[len + 1] != '\0' ? len + 1 : 0;
}

/* Returns a hint with a name or a pattern, which it frees. NULL: there is none, or out of memory. */
static char *
hint_meant(struct app *app, char *best)
{
	char *typed = best != NULL ? name_to_type(app, best) : NULL;
	char *hint = typed != NULL ? str_format("did you mean \"%s\"?", typed) : NULL;

	free(typed);
	free(best);
	return hint;
}

/* Returns a hint for a key that corosync may have deleted in a reload, before it refused the file. NULL: it has not, or out of memory. */
static char *
hint_reload(struct cmh_handle *map, const char *key)
{
	const struct key_info *info = key_info_exact(key);
	struct cmh_value status = CMH_VALUE_INIT;
	bool deleted = info != NULL && cmh_key_map(key) == CMH_ICMAP && !cmh_path_covers("runtime", key) &&
		       cmh_get(map, "config.reload_status", &status, NULL) == CMH_OK && status.i != RELOAD_GOOD;

	cmh_value_clear(&status);
	return deleted ? str_copy("the last reload failed, and may have deleted it; run: cmapsh explain RELOAD_FAILED") : NULL;
}

/* Returns a hint for a branch: the command for it. Its first word is what it does. */
static char *
hint_branch(struct app *app, const char *key, size_t n, const char *branch)
{
	const char *verb = branch != NULL ? branch : "print", *keys = n == 1 ? "key" : "keys";
	char *typed = name_to_type(app, key), *text = NULL;

	if (typed != NULL)
		text = str_format("%.*s the %zu %s below it with: cmapsh %s %s", (int)strcspn(verb, " "), verb, n, keys,
				  branch != NULL ? branch : "dump", typed);
	free(typed);
	return text;
}

/* Returns a hint for a name that can only be in the other map of corosync. The caller frees it. NULL: it can be in this map. */
static char *
other_map_hint(const struct app *app, struct cmh_handle *map, const char *key)
{
	const char *spec = app->call.set.map;
	struct cmh_handle_info info;

	info = *cmh_handle_info(map);
	if (info.saved || cmh_handle_covers(map, key))
		return NULL;
	if (spec != NULL && app->session == NULL)
		return str_format("leave out -m %s: \"%s\" is in the map %s", spec, key, cmh_map_name(cmh_key_map(key)));
	return str_format("use -m live: \"%s\" is in the map %s", key, cmh_map_name(cmh_key_map(key)));
}

/*
 * Returns a hint for a name that none of `names` has. Its first `known` letters are certain. The caller frees it.
 * NULL: nothing is near, or out of memory.
 */
static char *
hint_near(struct app *app, const struct cmh_entries *names, const char *key, size_t known)
{
	char *hint = hint_meant(app, near_name(names, key, known)), *part;

	if (hint != NULL || known > 0 || strpbrk(key, ".*") != NULL || strlen(key) < 2) /* any letter is near one */
		return hint;
	part = near_component(names, key);
	hint = part != NULL ? str_format("run: cmapsh find %s", part) : NULL;
	free(part);
	return hint;
}

/* Returns the hint for a full name, of which the first `known` letters are certain. The caller frees it. NULL: none, or out of memory. */
static char *
hint_for(struct app *app, struct cmh_handle *map, const char *key, size_t known, const char *branch)
{
	char *hint = other_map_hint(app, map, key), *path = str_copy(key);
	const struct cmh_entries *names = hint == NULL && path != NULL ? list_around(app, map, path) : NULL;
	size_t below = names != NULL ? count_covered(names, key) : 0;

	if (below > 0)
		hint = key_pattern_is(key) && app->here[0] != '\0' ? hint_meant(app, str_copy(key)) : hint_branch(app, key, below, branch);
	else if (names != NULL && key_absent(key) != NULL)
		hint = str_copy(key_absent(key));
	else if (names != NULL && (hint = hint_reload(map, key)) == NULL && (hint = hint_meant(app, find_renamed(map, key))) == NULL)
		hint = hint_near(app, names, key, known);
	free(path);
	return hint;
}

char *
key_hint_of(struct app *app, struct cmh_handle *map, const char *key, const char *branch)
{
	size_t known = length_of_here(app, key);
	char *hint = hint_for(app, map, key, known, branch);

	/* A full name may have been typed. */
	return hint != NULL || known == 0 ? hint : hint_for(app, map, key + known, 0, branch);
}

char *
key_hint(struct app *app, const char *key, const char *branch)
{
	return key_hint_of(app, app->call.map, key, branch);
}

char *
key_hint_among(struct app *app, const struct cmh_entries *names, const char *key)
{
	size_t known = length_of_here(app, key);
	char *best = near_name(names, key, known);

	return hint_meant(app, best != NULL || known == 0 ? best : near_name(names, key + known, 0));
}

char *
key_hint_component(struct app *app, const char *word)
{
	const struct cmh_entries *names = list_names(app, app->call.map, "");

	if (names != NULL && key_absent(word) != NULL)
		return str_copy(key_absent(word));
	return hint_meant(app, names != NULL ? near_component(names, word) : NULL);
}
