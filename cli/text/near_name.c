/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/near_name.h"

#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "str.h"
#include "text/nearest.h"

static bool
covers_some(const struct cmh_entries *names, const char *path)
{
	for (size_t i = 0; i < names->n; i++)
		if (cmh_path_covers(path, names->v[i].key))
			return true;
	return false;
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

/* Offers a text, of which `kept` keeps a copy: it must outlive the search. */
static void
try_copy(struct nearest *near, const char *text, size_t len, struct cmh_entries *kept)
{
	char *copy = str_copy_n(text, len);
	const char *last = kept->n > 0 ? kept->v[kept->n - 1].key : "";

	if (copy != NULL && strcmp(copy, last) != 0 && cmh_entries_add(kept, copy, NULL) == CMH_OK)
		nearest_try(near, kept->v[kept->n - 1].key);
	free(copy);
}

/* Returns the first part of a name, of at least `least` letters, that covers one of the names. The caller frees it. NULL: out of memory. */
static char *
covering_part(const struct cmh_entries *names, const char *name, size_t least)
{
	char *part = str_copy(name);

	while (part != NULL && strlen(part) > least && !covers_some(names, part)) {
		char *dot = strrchr(part, '.');

		*(dot != NULL ? dot : part) = '\0';
	}
	return part;
}

/*
 * Returns the name or the branch at or below a path that is nearest to a name. Its first `known` letters are certain.
 * The caller frees it. NULL: none, or out of memory.
 */
static char *
nearest_name(const struct cmh_entries *names, const char *path, const char *key, size_t known)
{
	struct cmh_entries branches = CMH_ENTRIES_INIT;
	struct nearest near = nearest_start(key + known);
	char *best;

	for (size_t i = 0; i < names->n; i++) {
		const char *name = names->v[i].key;
		size_t len = same_depth(name, key);

		if (cmh_path_covers(path, name) && len > known && len >= strlen(path))
			try_copy(&near, name + known, len - known, &branches);
	}
	for (size_t i = 0; i < names->n; i++)
		if (cmh_path_covers(path, names->v[i].key) && strlen(names->v[i].key) > known)
			nearest_try(&near, names->v[i].key + known);
	best = near.best != NULL ? str_format("%.*s%s", (int)known, key, near.best) : NULL;
	cmh_entries_clear(&branches);
	return best;
}

/* Returns the pattern if it covers a key; if not, frees it. NULL: it does not, or is NULL. */
static char *
if_it_covers(const struct cmh_entries *names, char *pattern)
{
	if (pattern != NULL && covers_some(names, pattern))
		return pattern;
	free(pattern);
	return NULL;
}

/* Returns a pattern with another component at `at`; without its rest, if that covers no key. NULL: out of memory. */
static char *
replace_component(const struct cmh_entries *names, const char *pattern, size_t at, const char *component)
{
	const char *tail = pattern + at + strcspn(pattern + at, ".");
	char *full = str_format("%.*s%s%s", (int)at, pattern, component, tail);

	if (full == NULL || covers_some(names, full))
		return full;
	free(full);
	return str_format("%.*s%s", (int)at, pattern, component);
}

/* Returns the pattern with ** for each component *, if that covers a key. The caller frees it. NULL: it covers none. */
static char *
across_components(const struct cmh_entries *names, const char *pattern)
{
	char *wide = malloc(2 * strlen(pattern) + 1), *to = wide;

	for (const char *from = pattern; wide != NULL && *from != '\0'; from++) {
		bool begins = from == pattern || from[-1] == '.';

		*to++ = *from;
		if (begins && *from == '*' && (from[1] == '.' || from[1] == '\0'))
			*to++ = '*';
	}
	if (wide != NULL)
		*to = '\0';
	return if_it_covers(names, wide);
}

/*
 * Returns the pattern with what follows its first `known` letters anywhere below these, if that covers a key. The caller
 * frees it. NULL: it covers none, or out of memory.
 */
static char *
anywhere_below(const struct cmh_entries *names, const char *pattern, size_t known)
{
	return if_it_covers(names, str_format("%.*s**.%s", (int)known, pattern, pattern + known));
}

/* Returns the pattern nearest to one of which only the first part, `head`, covers a key. The caller frees it. NULL: none. */
static char *
nearest_pattern(const struct cmh_entries *names, const char *head, const char *pattern)
{
	size_t len = strlen(head), at = len + (pattern[len] == '.'), n = 0;
	struct cmh_entries components = CMH_ENTRIES_INIT;
	char *word = str_copy_n(pattern + at, strcspn(pattern + at, ".")), *best = NULL;
	struct nearest near = nearest_start(word != NULL ? word : "");

	for (const char *c = word; c != NULL && *c != '\0'; c++)
		if (*c != '*')
			word[n++] = *c;
	if (word != NULL)
		word[n] = '\0';
	for (size_t i = 0; i < names->n && n > 0; i++) {
		const char *part = names->v[i].key;

		if (!cmh_path_covers(head, part))
			continue;
		part += len > 0 ? same_depth(part, head) : 0;
		part += *part == '.';
		try_copy(&near, part, strcspn(part, "."), &components);
	}
	if (near.best != NULL)
		best = replace_component(names, pattern, at, near.best);
	cmh_entries_clear(&components);
	free(word);
	return best;
}

/*
 * Returns a pattern that ends in **.WORD with the component nearest to WORD, if that covers a key. The caller frees it.
 * NULL: it covers none, or out of memory.
 */
static char *
nearest_at_any_depth(const struct cmh_entries *names, const char *pattern)
{
	const char *word = strrchr(pattern, '.');
	char *component, *best = NULL;

	if (word == NULL || word - pattern < 2 || strncmp(word - 2, "**", 2) != 0 || strchr(word, '*') != NULL)
		return NULL;
	component = near_component(names, word + 1);
	if (component != NULL)
		best = str_format("%.*s.%s", (int)(word - pattern), pattern, component);
	free(component);
	return if_it_covers(names, best);
}

/*
 * Returns the pattern that covers a name and is nearest to one of which only the first part, `path`, does. The caller
 * frees it. NULL: none is near, or out of memory.
 */
static char *
near_pattern(const struct cmh_entries *names, const char *path, const char *pattern, size_t known)
{
	char *best = across_components(names, pattern);

	if (best == NULL)
		best = anywhere_below(names, pattern, known);
	if (best == NULL)
		best = nearest_at_any_depth(names, pattern);
	return best != NULL ? best : nearest_pattern(names, path, pattern);
}

char *
near_name(const struct cmh_entries *names, const char *key, size_t known)
{
	char *path, *best = NULL;

	if (strlen(key + known) == 1) /* any letter is near one */
		return NULL;
	path = covering_part(names, key, known > 0 ? known - 1 : 0);
	if (path != NULL && covers_some(names, path))
		best = (key_pattern_is(key + known) ? near_pattern : nearest_name)(names, path, key, known);
	free(path);
	return best;
}

char *
near_component(const struct cmh_entries *names, const char *word)
{
	struct nearest near = nearest_start(word);
	struct cmh_entries components = CMH_ENTRIES_INIT;
	char *best;

	for (size_t i = 0; i < names->n; i++)
		for (const char *part = names->v[i].key; part != NULL; part = strchr(part, '.')) {
			part += *part == '.';
			try_copy(&near, part, strcspn(part, "."), &components);
		}
	best = near.best != NULL ? str_copy(near.best) : NULL;
	cmh_entries_clear(&components);
	return best;
}
