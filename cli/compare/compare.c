/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/keydoc.h"

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp(((const struct cmh_entry *)a)->key, ((const struct cmh_entry *)b)->key);
}

static void
sort(struct cmh_entries *entries)
{
	if (entries->n > 0)
		qsort(entries->v, entries->n, sizeof(*entries->v), by_name);
}

static bool
add_difference(struct comparison *out, struct difference difference)
{
	if (!array_reserve(&out->v, &out->capacity, out->n + 1, sizeof(*out->v)))
		return false;
	out->v[out->n++] = difference;
	return true;
}

bool
compare_is_masked(const struct cmh_entry *entry)
{
	return entry->value.type == CMH_STR && entry->value.bytes != NULL && cmh_key_is_secret(entry->key) &&
	       strcmp(entry->value.bytes, CMH_MASK) == 0;
}

/* Whether the value of an entry is not known. */
static bool
is_unknown(const struct cmh_entry *entry)
{
	return entry->error != NULL || compare_is_masked(entry);
}

/* Compares the entries of a key, of which one may be NULL. False: out of memory. */
static bool
compare_key(struct comparison *out, struct cmh_entry *before, struct cmh_entry *after, bool all)
{
	struct difference found = { .before = before, .after = after };

	out->compared++;
	if (before != NULL && after != NULL) {
		/* Values of different types differ, even if they are not known. */
		bool same_type = before->value.type == after->value.type;

		found.unknown = (is_unknown(before) || is_unknown(after)) &&
				(same_type || before->value.type == CMH_NONE || after->value.type == CMH_NONE);
		if (!found.unknown && cmh_value_equal(&before->value, &after->value))
			return true;
	}
	if (!all && keydoc_is_volatile(before != NULL ? before->key : after->key)) {
		out->skipped++;
		return true;
	}
	return add_difference(out, found);
}

bool
compare(struct comparison *out, struct cmh_entries *before, struct cmh_entries *after, bool all)
{
	bool good = true;

	sort(before);
	sort(after);
	for (size_t i = 0, j = 0; good && (i < before->n || j < after->n);) {
		struct cmh_entry *a = i < before->n ? &before->v[i] : NULL, *b = j < after->n ? &after->v[j] : NULL;
		int order = a == NULL ? 1 : b == NULL ? -1 : cmh_name_cmp(a->key, b->key);

		good = compare_key(out, order <= 0 ? a : NULL, order >= 0 ? b : NULL, all);
		i += order <= 0;
		j += order >= 0;
	}
	return good;
}

void
comparison_clear(struct comparison *comparison)
{
	free(comparison->v);
	*comparison = (struct comparison)COMPARISON_INIT;
}
