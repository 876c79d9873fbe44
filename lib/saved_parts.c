/* SPDX-License-Identifier: BSD-3-Clause */
#include "saved_parts.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

#define NONE SIZE_MAX

enum { KEYS_MIN = 2 }; /* of a map; a single key that is there twice does not begin a second map */

/* ---- origins ------------------------------------------------------------ */

/* Adds a part. Returns its place; NONE: out of memory. */
static size_t
add_part(struct parts *parts, size_t line, const char *source, size_t len)
{
	struct cmh_line part = { line, NULL };

	if (!array_reserve(&parts->v, &parts->capacity, parts->n + 1, sizeof(*parts->v)) ||
	    (len > 0 && (part.text = strndup(source, len)) == NULL))
		return NONE;
	parts->v[parts->n] = part;
	return parts->n++;
}

static bool
is_source(const struct cmh_line *part, const char *source, size_t len)
{
	return part->text != NULL ? strlen(part->text) == len && memcmp(part->text, source, len) == 0 : len == 0;
}

/* The part of a source; the last one is the likeliest. */
static size_t
part_of_source(struct parts *parts, size_t line, const char *source, size_t len)
{
	for (size_t i = parts->n; i > 0; i--)
		if (is_source(&parts->v[i - 1], source, len))
			return i - 1;
	return add_part(parts, line, source, len);
}

bool
parts_add(struct parts *parts, size_t line, const char *source, size_t source_len)
{
	size_t part = part_of_source(parts, line, source, source_len);

	if (part == NONE || !array_reserve(&parts->origins, &parts->origins_capacity, parts->n_origins + 1, sizeof(*parts->origins)))
		return false;
	parts->origins[parts->n_origins++] = (struct key_place){ .line = line, .source = part, .part = part };
	return true;
}

/* ---- keys that are there again ------------------------------------------ */

struct finder {
	struct parts *parts;
	const struct store *store;
	size_t *before;   /* of each key: the place of the same key before it; NONE: it is the first */
	size_t repeated;  /* how many different keys are there more than once */
	size_t different; /* how many different keys there are */
};

struct by_key {
	const char *key;
	size_t place;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct by_key *left = a, *right = b;
	int order = strcmp(left->key, right->key);

	return order != 0 ? order : left->place < right->place ? -1 : left->place > right->place;
}

/* Fills in `before` and the numbers. */
static bool
find_again(struct finder *f)
{
	size_t n = f->store->n;
	struct by_key *sorted = calloc(n, sizeof(*sorted));
	bool again = false;

	f->before = calloc(n, sizeof(*f->before));
	for (size_t i = 0; i < n && sorted != NULL; i++)
		sorted[i] = (struct by_key){ store_key(f->store, i), i };
	if (sorted != NULL && f->before != NULL)
		qsort(sorted, n, sizeof(*sorted), compare_keys);
	for (size_t i = 0; i < n && sorted != NULL && f->before != NULL; i++) {
		bool same = i > 0 && strcmp(sorted[i - 1].key, sorted[i].key) == 0;

		f->before[sorted[i].place] = same ? sorted[i - 1].place : NONE;
		f->different += !same;
		f->repeated += same && !again;
		again = same;
	}
	free(sorted);
	return sorted != NULL && f->before != NULL;
}

/* ---- several maps ------------------------------------------------------- */

/* Whether a list of keys that is sorted, as all tools print it, begins again at `i`. */
static bool
begins_again(const struct store *store, size_t i)
{
	const char *key = store_key(store, i), *before = store_key(store, i - 1);

	return strcmp(key, before) < 0 && cmh_name_cmp(key, before) < 0;
}

/* Where the map begins that has the key at `i`, which the one from `start` on has already. */
static size_t
find_start(const struct finder *f, size_t start, size_t i)
{
	for (size_t at = i; at > start && at > f->before[i]; at--)
		if (begins_again(f->store, at))
			return at;
	return i;
}

/* Puts the keys from `start` on into a part of their own. */
static bool
begin_part(struct finder *f, size_t start, size_t end)
{
	struct key_place *origins = f->parts->origins;
	size_t part = start == 0 ? 0 : add_part(f->parts, origins[start].line, NULL, 0);

	for (size_t i = start; i < end && part != NONE; i++)
		origins[i].part = part;
	return part != NONE;
}

static bool
split(struct finder *f)
{
	size_t start = 0, n = f->store->n, next;
	bool good = true;

	for (size_t i = 0; i < n && good; i++) {
		if (f->before[i] == NONE || f->before[i] < start)
			continue;
		next = find_start(f, start, i);
		good = begin_part(f, start, next);
		start = next;
	}
	return good && begin_part(f, start, n);
}

/* How many keys there are before the first that is there again. */
static size_t
count_first(const struct finder *f)
{
	size_t n = 0;

	while (n < f->store->n && f->before[n] == NONE)
		n++;
	return n;
}

static void
mark_repeated(struct finder *f)
{
	struct key_place *origins = f->parts->origins;

	for (size_t i = 0; i < f->store->n; i++)
		for (size_t before = f->before[i]; before != NONE && !origins[i].repeats; before = f->before[before])
			origins[i].repeats = origins[before].part == origins[i].part;
}

bool
parts_find(struct parts *parts, const struct store *store)
{
	struct finder f = { .parts = parts, .store = store };
	bool good = store->n == 0 || find_again(&f);

	if (good && parts->n == 1 && f.repeated > f.different / 2 && count_first(&f) >= KEYS_MIN)
		good = split(&f);
	if (good && store->n > 0)
		mark_repeated(&f);
	free(f.before);
	return good;
}

void
parts_free_origins(struct parts *parts)
{
	free(parts->origins);
	parts->origins = NULL;
	parts->n_origins = parts->origins_capacity = 0;
}

void
parts_clear(struct parts *parts)
{
	for (size_t i = 0; i < parts->n; i++)
		free(parts->v[i].text);
	free(parts->v);
	free(parts->origins);
	*parts = (struct parts){ 0 };
}
