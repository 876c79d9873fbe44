/* SPDX-License-Identifier: BSD-3-Clause */
/* Lists of keys. Pure. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static void
entry_clear(struct cmh_entry *entry)
{
	free(entry->key);
	cmh_value_clear(&entry->value);
	cmh_error_clear(entry->error);
	free(entry->error);
}

void
entries_truncate(struct cmh_entries *entries, size_t n)
{
	while (entries->n > n)
		entry_clear(&entries->v[--entries->n]);
}

struct cmh_entry *
entries_insert(struct cmh_entries *entries, size_t at, const char *key)
{
	char *copy = strdup(key);

	if (copy != NULL && entries->n == entries->capacity) {
		size_t capacity = entries->capacity == 0 ? 64 : 2 * entries->capacity;
		struct cmh_entry *v = reallocarray(entries->v, capacity, sizeof(*v));

		if (v == NULL) {
			free(copy);
			return NULL;
		}
		entries->v = v;
		entries->capacity = capacity;
	}
	if (copy == NULL)
		return NULL;
	memmove(&entries->v[at + 1], &entries->v[at], (entries->n - at) * sizeof(*entries->v));
	entries->n++;
	entries->v[at] = (struct cmh_entry){ .key = copy, .value = CMH_VALUE_INIT };
	return &entries->v[at];
}

struct cmh_entry *
entries_push(struct cmh_entries *entries, const char *key)
{
	return entries_insert(entries, entries->n, key);
}

void
entries_remove(struct cmh_entries *entries, size_t at)
{
	entry_clear(&entries->v[at]);
	entries->n--;
	memmove(&entries->v[at], &entries->v[at + 1], (entries->n - at) * sizeof(*entries->v));
}

size_t
entries_seek(const struct cmh_entries *entries, const char *key, bool *found)
{
	size_t low = 0, high = entries->n;

	*found = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = cmh_name_cmp(entries->v[middle].key, key);

		if (order == 0) {
			*found = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
entries_split(struct cmh_entries *entries, size_t n, struct cmh_entries *out)
{
	size_t moved = entries->n - n;
	struct cmh_entry *v = calloc(moved + 1, sizeof(*v));

	if (v == NULL)
		return false;
	memcpy(v, entries->v + n, moved * sizeof(*v));
	*out = (struct cmh_entries){ .v = v, .n = moved, .capacity = moved + 1 };
	entries->n = n;
	return true;
}

bool
entries_append(struct cmh_entries *to, struct cmh_entries *from)
{
	if (from->n == 0)
		return true;
	if (to->n == 0) { /* the common case: nothing to copy */
		struct cmh_entries old = *to;

		*to = *from;
		*from = old;
		return true;
	}
	size_t n = to->n + from->n;
	struct cmh_entry *v = reallocarray(to->v, n, sizeof(*v));

	if (v == NULL)
		return false;
	memcpy(v + to->n, from->v, from->n * sizeof(*v));
	*to = (struct cmh_entries){ .v = v, .n = n, .capacity = n };
	from->n = 0;
	return true;
}

enum cmh_status
cmh_entries_add(struct cmh_entries *entries, const char *key, struct cmh_error *err)
{
	return entries_push(entries, key) != NULL ? CMH_OK : error_no_memory(err);
}

void
cmh_entries_filter(struct cmh_entries *entries, bool (*keep)(const struct cmh_entry *, void *), void *arg)
{
	size_t kept = 0;

	for (size_t i = 0; i < entries->n; i++)
		if (keep(&entries->v[i], arg))
			entries->v[kept++] = entries->v[i];
		else
			entry_clear(&entries->v[i]);
	entries->n = kept;
}

void
cmh_entries_clear(struct cmh_entries *entries)
{
	if (entries == NULL)
		return;
	entries_truncate(entries, 0);
	free(entries->v);
	*entries = (struct cmh_entries)CMH_ENTRIES_INIT;
}
