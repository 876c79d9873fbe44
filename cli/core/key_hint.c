/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/key_hint.h"

#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "str.h"
#include "text/nearest.h"

/* The names below the longest part of `key` that exists, at most one component up when `key` is a branch itself. */
static enum cmh_status
list_around(struct cmh_handle *map, const char *key, struct cmh_entries *out)
{
	char *path = strdup(key);
	enum cmh_status status = path != NULL ? CMH_OK : CMH_FAILED;
	bool whole = false;

	while (status == CMH_OK && out->n == 0 && !whole) {
		char *dot = strrchr(path, '.');

		*(dot != NULL ? dot : path) = '\0';
		whole = dot == NULL;
		status = cmh_list(map, path, out, NULL);
	}
	free(path);
	return status;
}

static size_t
count_below(const struct cmh_entries *entries, const char *path)
{
	size_t n = 0;

	for (size_t i = 0; i < entries->n; i++)
		n += cmh_path_covers(path, entries->v[i].key) && strcmp(path, entries->v[i].key) != 0;
	return n;
}

/* How many bytes of a name are its first components, as many as `like` has. */
static size_t
same_depth(const char *name, const char *like)
{
	size_t len = strcspn(name, ".");

	for (const char *dot = strchr(like, '.'); dot != NULL && name[len] == '.'; dot = strchr(dot + 1, '.'))
		len += 1 + strcspn(name + len + 1, ".");
	return len;
}

/* Offers the branches that stand where the key would. They are kept in `branches`, which must outlive the search. */
static void
try_branches(struct nearest *near, const struct cmh_entries *names, const char *key, struct cmh_entries *branches)
{
	for (size_t i = 0; i < names->n; i++) {
		char *branch = strndup(names->v[i].key, same_depth(names->v[i].key, key));
		const char *last = branches->n > 0 ? branches->v[branches->n - 1].key : "";

		if (branch != NULL && strcmp(branch, last) != 0 && cmh_entries_add(branches, branch, NULL) == CMH_OK)
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

/* The name that the key has in this map, which may be of corosync 2. The caller frees it; NULL: no other. */
static char *
find_renamed(struct cmh_handle *map, const char *key)
{
	char *former = key_former(key);

	if (former != NULL && is_in_map(map, former))
		return former;
	free(former);
	return key_renamed(key);
}

char *
key_hint(struct cmh_handle *map, const char *key)
{
	struct cmh_entries names = CMH_ENTRIES_INIT, branches = CMH_ENTRIES_INIT;
	struct nearest near = nearest_start(key);
	char *hint = NULL, *now = find_renamed(map, key);
	size_t below;

	if (list_around(map, key, &names) == CMH_OK) {
		try_branches(&near, &names, key, &branches);
		for (size_t i = 0; i < names.n; i++)
			nearest_try(&near, names.v[i].key);
		below = count_below(&names, key);
		if (below > 0)
			hint = str_format("%s is a branch of %zu keys: dump %s", key, below, key);
		else if (now != NULL || near.best != NULL)
			hint = str_format("did you mean \"%s\"?", now != NULL ? now : near.best);
	}
	free(now);
	cmh_entries_clear(&names);
	cmh_entries_clear(&branches);
	return hint;
}
