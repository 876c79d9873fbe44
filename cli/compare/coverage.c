/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/key.h"
#include "map.h"
#include "str.h"
#include "key_pattern.h"

static bool
has_match(const struct cmh_entries *entries, const char *pattern)
{
	for (size_t i = 0; i < entries->n; i++)
		if (key_pattern_matches(pattern, entries->v[i].key))
			return true;
	return false;
}

/* Whether the file has the complete map. */
static bool
is_complete(const struct cmh_entries *entries, enum cmh_map map)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++)
		if ((rows[i].flags & KEY_EVERYWHERE) != 0 && cmh_key_map(rows[i].pattern) == map &&
		    !has_match(entries, rows[i].pattern))
			return false;
	return true;
}

/* Cuts a path until it covers a key, but keeps one component. */
static void
widen(char *path, const char *key)
{
	char *dot;

	while (!cmh_path_covers(path, key) && (dot = strrchr(path, '.')) != NULL)
		*dot = '\0';
}

/* Whether both names have the same first component. */
static bool
same_top(const char *a, const char *b)
{
	size_t len = strcspn(a, ".");

	return strcspn(b, ".") == len && strncmp(a, b, len) == 0;
}

/* Adds the path that the keys of one top branch share, the first keys of a list. Returns their number. 0: out of memory. */
static size_t
add_path(struct coverage *coverage, const struct cmh_entry *first, size_t n)
{
	size_t taken = 1;
	char *path;

	if (!array_reserve(&coverage->paths, &coverage->capacity, coverage->n + 1, sizeof(*coverage->paths)) ||
	    (path = str_copy(first->key)) == NULL)
		return 0;
	for (; taken < n && same_top(first->key, first[taken].key); taken++)
		widen(path, first[taken].key);
	coverage->paths[coverage->n] = path;
	coverage->n++;
	return taken;
}

bool
coverage_infer(struct coverage *coverage, const struct cmh_entries *entries)
{
	FOR_EACH_MAP(map)
		coverage->complete[map] = is_complete(entries, map);
	for (size_t i = 0, taken; i < entries->n; i += taken) {
		taken = 1;
		if (!coverage->complete[cmh_key_map(entries->v[i].key)] &&
		    (taken = add_path(coverage, &entries->v[i], entries->n - i)) == 0)
			return false;
	}
	return true;
}

void
coverage_clear(struct coverage *coverage)
{
	for (size_t i = 0; i < coverage->n; i++)
		free(coverage->paths[i]);
	free(coverage->paths);
	*coverage = (struct coverage)COVERAGE_INIT;
}

bool
coverage_covers(const struct coverage *coverage, const char *key)
{
	bool covers = coverage->complete[cmh_key_map(key)];

	for (size_t i = 0; i < coverage->n && !covers; i++)
		covers = cmh_path_covers(coverage->paths[i], key);
	return covers;
}

char *
coverage_text(const struct coverage *coverage)
{
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	for (size_t i = 0; i < coverage->n; i++)
		fprintf(text.out, "%s\"%s\"", i > 0 ? ", " : "", coverage->paths[i]);
	return str_close(&text);
}
