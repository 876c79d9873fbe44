/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan_file.h"

/* Whether a change changes nothing. */
static bool
changes_nothing(const struct change *change)
{
	return change->kind == CHANGE_DELETE ? change->before.type == CMH_NONE
					     : cmh_value_equal(&change->before, &change->after);
}

/* Prints that `n` keys, of which this is the first, are read-only and differ. */
static enum exit_code
fail_read_only(struct app *app, const struct plan *plan, const struct change *change, size_t n)
{
	struct where where = plan_where(plan, change);

	if (n == 1)
		return app_fail_at(app, where, EXIT_REFUSED, "skip it with --skip-read-only",
				   "\"%s\" is read-only and has another value in the file", change->key);
	return app_fail_at(app, where, EXIT_REFUSED, "skip them with --skip-read-only",
			   "\"%s\" and %zu more %s are read-only and have another value in the file", change->key, n - 1,
			   n == 2 ? "key" : "keys");
}

enum exit_code
plan_drop_unchanged(struct app *app, struct plan *plan)
{
	struct change first = { .kind = CHANGE_SET };
	size_t kept = 0, refused = 0;

	for (size_t i = 0; i < plan->n; i++) {
		struct change *change = &plan->v[i];
		bool same = changes_nothing(change), read_only = plan_is_read_only(change->map, change->key);

		if (!same && !read_only) {
			plan->v[kept++] = *change;
			continue;
		}
		if (same)
			plan->same++;
		else if (plan->skip_read_only)
			plan->skipped++;
		else if (refused++ == 0)
			first = *change;
		change_clear(change);
	}
	plan->n = kept;
	return refused > 0 ? fail_read_only(app, plan, &first, refused) : EXIT_DONE;
}
