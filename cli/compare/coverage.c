/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/key.h"
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

/* Where everything is that every corosync has, the complete map was printed. */
static bool
is_whole(const struct cmh_entries *entries, enum cmh_map map)
{
	size_t n;
	const struct key_info *rows = key_table(&n);

	for (size_t i = 0; i < n; i++)
		if ((rows[i].flags & KEY_EVERYWHERE) != 0 && cmh_key_map(rows[i].pattern) == map &&
		    !has_match(entries, rows[i].pattern))
			return false;
	return true;
}

/* Cuts a path until it covers a key. One component stays. */
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

/* Adds what the keys of one top branch, the first ones in a list, have in common. Returns how many they are; 0: out of memory. */
static size_t
add_part(struct extent *extent, const struct cmh_entry *first, size_t n)
{
	size_t taken = 1;
	char *part;

	if (!array_reserve(&extent->parts, &extent->capacity, extent->n + 1, sizeof(*extent->parts)) ||
	    (part = strdup(first->key)) == NULL)
		return 0;
	for (; taken < n && same_top(first->key, first[taken].key); taken++)
		widen(part, first[taken].key);
	extent->parts[extent->n] = part;
	extent->n++;
	return taken;
}

bool
extent_guess(struct extent *extent, const struct cmh_entries *entries)
{
	for (int map = CMH_ICMAP; map <= CMH_STATS; map++)
		extent->whole[map] = is_whole(entries, map);
	for (size_t i = 0, taken; i < entries->n; i += taken) {
		taken = 1;
		if (!extent->whole[cmh_key_map(entries->v[i].key)] && (taken = add_part(extent, &entries->v[i], entries->n - i)) == 0)
			return false;
	}
	return true;
}

void
extent_clear(struct extent *extent)
{
	for (size_t i = 0; i < extent->n; i++)
		free(extent->parts[i]);
	free(extent->parts);
	*extent = (struct extent)EXTENT_INIT;
}

bool
extent_covers(const struct extent *extent, const char *key)
{
	bool covers = extent->whole[cmh_key_map(key)];

	for (size_t i = 0; i < extent->n && !covers; i++)
		covers = cmh_path_covers(extent->parts[i], key);
	return covers;
}

char *
extent_text(const struct extent *extent)
{
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	for (size_t i = 0; i < extent->n; i++)
		fprintf(text.out, "%s%s", i > 0 ? ", " : "", extent->parts[i]);
	return str_close(&text);
}
