/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/key_hint.h"

#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/key.h"
#include "str.h"
#include "text/nearest.h"

/*
 * Lists the names below the longest part of `key` that covers any, at most one component up when `key`
 * covers some itself. *len: of that part.
 */
static enum cmh_status
list_around(struct cmh_handle *map, const char *key, struct cmh_entries *out, size_t *len)
{
	char *path = strdup(key);
	enum cmh_status status = path != NULL ? CMH_OK : CMH_FAILED;
	bool whole = false;

	while (status == CMH_OK && out->n == 0 && !whole) {
		char *dot = strrchr(path, '.');

		*(dot != NULL ? dot : path) = '\0';
		whole = dot == NULL;
		*len = strlen(path);
		status = cmh_list(map, path, out, NULL);
	}
	free(path);
	return status;
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

/* Offers a text, of which `kept` keeps a copy: it must outlive the search. */
static void
try_copy(struct nearest *near, const char *text, size_t len, struct cmh_entries *kept)
{
	char *copy = strndup(text, len);
	const char *last = kept->n > 0 ? kept->v[kept->n - 1].key : "";

	if (copy != NULL && strcmp(copy, last) != 0 && cmh_entries_add(kept, copy, NULL) == CMH_OK)
		nearest_try(near, kept->v[kept->n - 1].key);
	free(copy);
}

/* Returns the name, or the branch, that is nearest to a name. */
static char *
nearest_name(const struct cmh_entries *names, const char *key)
{
	struct cmh_entries branches = CMH_ENTRIES_INIT;
	struct nearest near = nearest_start(key);
	char *best;

	for (size_t i = 0; i < names->n; i++)
		try_copy(&near, names->v[i].key, same_depth(names->v[i].key, key), &branches);
	for (size_t i = 0; i < names->n; i++)
		nearest_try(&near, names->v[i].key);
	best = near.best != NULL ? strdup(near.best) : NULL;
	cmh_entries_clear(&branches);
	return best;
}

/* Returns the pattern with another component at `at`, or what is before it and that, if only this covers a key. */
static char *
replace_component(const struct cmh_entries *names, const char *pattern, size_t at, const char *component)
{
	const char *tail = pattern + at + strcspn(pattern + at, ".");
	char *full = str_format("%.*s%s%s", (int)at, pattern, component, tail);

	for (size_t i = 0; full != NULL && i < names->n; i++)
		if (cmh_path_covers(full, names->v[i].key))
			return full;
	free(full);
	return str_format("%.*s%s", (int)at, pattern, component);
}

/* Returns the pattern that is nearest to one whose first `len` bytes cover these names, and no more of it does. */
static char *
nearest_pattern(const struct cmh_entries *names, const char *pattern, size_t len)
{
	size_t at = len + (pattern[len] == '.'), n = 0;
	struct cmh_entries components = CMH_ENTRIES_INIT;
	char *head = strndup(pattern, len), *word = strndup(pattern + at, strcspn(pattern + at, ".")), *best = NULL;
	struct nearest near = nearest_start(word != NULL ? word : "");

	for (const char *c = word; c != NULL && *c != '\0'; c++)
		if (*c != '*')
			word[n++] = *c;
	if (word != NULL)
		word[n] = '\0';
	for (size_t i = 0; i < names->n && head != NULL && n > 0; i++) {
		const char *part = names->v[i].key;

		part += len > 0 ? same_depth(part, head) : 0;
		part += *part == '.';
		try_copy(&near, part, strcspn(part, "."), &components);
	}
	if (near.best != NULL)
		best = replace_component(names, pattern, at, near.best);
	cmh_entries_clear(&components);
	free(head);
	free(word);
	return best;
}

/* Returns the new name of a key, or at least of the branch that was renamed; NULL: there is none in this map. */
static char *
new_name(struct cmh_handle *map, const char *key)
{
	size_t least;
	char *now = key_renamed(key, &least);

	if (now == NULL || covers_some(map, now))
		return now;
	now[least] = '\0';
	if (covers_some(map, now))
		return now;
	free(now);
	return NULL;
}

static char *
suggest(struct cmh_handle *map, const struct cmh_entries *names, const char *key, size_t len)
{
	char *best = new_name(map, key), *hint;

	if (best == NULL)
		best = key_pattern_is(key) ? nearest_pattern(names, key, len) : nearest_name(names, key);
	hint = best != NULL ? str_format("did you mean \"%s\"?", best) : NULL;
	free(best);
	return hint;
}

char *
key_hint(struct cmh_handle *map, const char *key, const char *branch)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;
	const char *absent = key_absent(key);
	char *hint = NULL;
	size_t below, len = 0;

	if (list_around(map, key, &names, &len) == CMH_OK) {
		below = count_below(&names, key);
		if (below > 0)
			hint = str_format("%s is a branch of %zu %s: %s %s", key, below, below == 1 ? "key" : "keys",
					  branch != NULL ? branch : "dump", key);
		else if (absent != NULL)
			hint = strdup(absent);
		else
			hint = suggest(map, &names, key, len);
	}
	cmh_entries_clear(&names);
	return hint;
}
