/* SPDX-License-Identifier: BSD-3-Clause */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh_private.h"
#include "know/key.h"

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
	if (!all && key_is_volatile(before != NULL ? before->key : after->key)) {
		out->skipped++;
		return true;
	}
	return add_difference(out, found);
}

bool
compare(struct comparison *out, struct cmh_entries *before, struct cmh_entries *after, bool all)
{
	struct cmh_pairs pairs = { .before = before, .after = after };
	struct cmh_entry *old, *now;
	bool good = true;

	cmh_entries_sort(before);
	cmh_entries_sort(after);
	while (good && cmh_pairs_next(&pairs, &old, &now))
		good = compare_key(out, old, now, all);
	return good;
}

void
comparison_clear(struct comparison *comparison)
{
	free(comparison->v);
	*comparison = (struct comparison)COMPARISON_INIT;
}
