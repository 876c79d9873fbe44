/* SPDX-License-Identifier: BSD-3-Clause */
/* Lists of keys. Pure functions. */
#include "entries.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh_private.h"
#include "error.h"

static void
entry_clear(struct cmh_entry *entry)
{
	free(entry->key);
	cmh_value_clear(&entry->value);
	cmh_error_clear(entry->error);
	free(entry->error);
}

void
entry_forget_value(struct cmh_entry *entry)
{
	enum cmh_type type = entry->value.type;

	cmh_value_clear(&entry->value);
	cmh_error_clear(entry->error);
	free(entry->error);
	entry->error = NULL;
	entry->value.type = type;
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

	if (copy == NULL || !array_reserve(&entries->v, &entries->capacity, entries->n + 1, sizeof(*entries->v))) {
		free(copy);
		return NULL;
	}
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

static int
order_of(const void *entries, size_t i, const void *key)
{
	return cmh_name_cmp(((const struct cmh_entries *)entries)->v[i].key, key);
}

size_t
entries_seek(const struct cmh_entries *entries, const char *key, bool *found)
{
	return array_seek(entries, entries->n, order_of, key, found);
}

bool
entries_split(struct cmh_entries *entries, size_t n, struct cmh_entries *out)
{
	size_t moved = entries->n - n;

	if (!array_reserve(&out->v, &out->capacity, moved, sizeof(*out->v)))
		return false;
	if (moved > 0)
		memcpy(out->v, entries->v + n, moved * sizeof(*out->v));
	out->n = moved;
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
	if (!array_reserve(&to->v, &to->capacity, to->n + from->n, sizeof(*to->v)))
		return false;
	memcpy(to->v + to->n, from->v, from->n * sizeof(*from->v));
	to->n += from->n;
	from->n = 0;
	return true;
}

bool
entries_copy_names(struct cmh_entries *to, const struct cmh_entries *from)
{
	struct cmh_entry *entry;

	for (size_t i = 0; i < from->n; i++) {
		if ((entry = entries_push(to, from->v[i].key)) == NULL)
			return false;
		entry->map = from->v[i].map;
	}
	return true;
}

/* ---- order ------------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp(((const struct cmh_entry *)a)->key, ((const struct cmh_entry *)b)->key);
}

static bool
is_sorted(const struct cmh_entries *entries)
{
	for (size_t i = 1; i < entries->n; i++)
		if (by_name(&entries->v[i - 1], &entries->v[i]) > 0)
			return false;
	return true;
}

void
cmh_entries_sort(struct cmh_entries *entries)
{
	if (!is_sorted(entries)) /* those of a saved map are */
		qsort(entries->v, entries->n, sizeof(*entries->v), by_name);
}

bool
cmh_pairs_next(struct cmh_pairs *pairs, struct cmh_entry **before, struct cmh_entry **after)
{
	const struct cmh_entries *a = pairs->before, *b = pairs->after;
	bool a_left = pairs->i < a->n, b_left = pairs->j < b->n;
	int order = !a_left ? 1 : !b_left ? -1 : by_name(&a->v[pairs->i], &b->v[pairs->j]);

	*before = a_left && order <= 0 ? &a->v[pairs->i++] : NULL;
	*after = b_left && order >= 0 ? &b->v[pairs->j++] : NULL;
	return *before != NULL || *after != NULL;
}

static bool
is_covered(const struct cmh_entry *entry, void *path)
{
	return cmh_path_covers(path, entry->key);
}

void
entries_sort_filter(struct cmh_entries *entries, const char *path)
{
	cmh_entries_filter(entries, is_covered, (void *)path);
	cmh_entries_sort(entries);
}

static bool
is_there(const struct cmh_entry *entry, void *arg)
{
	(void)arg;
	return entry->error != NULL || entry->value.type != CMH_NONE;
}

void
entries_drop_vanished(struct cmh_entries *entries)
{
	cmh_entries_filter(entries, is_there, NULL);
}

/* ---- the interface ----------------------------------------------------- */

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
