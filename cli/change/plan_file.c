/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan_file.h"

static bool
is_so_already(const struct change *change)
{
	return change->kind == CHANGE_DELETE ? change->before.type == CMH_NONE
					     : cmh_value_equal(&change->before, &change->after);
}

/* Whether a change is not for us to make. */
static bool
is_not_ours(const struct plan *plan, const struct change *change)
{
	return plan->by_hand ? plan_is_read_only(change->map, change->key) : plan_is_own(change->map, change->key);
}

/* Says that `n` keys, of which this is the first, cannot have the value of the file. */
static enum exit_code
fail_read_only(struct app *app, const struct plan *plan, const struct change *change, size_t n)
{
	const char *hint = plan->by_hand ? "--skip-read-only leaves out what corosync would refuse" : "without --strict it is left out";
	struct where where = plan_where(plan, change);
	const char *what = plan_is_read_only(change->map, change->key) ? "read-only" : "kept by corosync itself";

	if (n > 1)
		return app_fail_at(app, where, EXIT_REFUSED, hint, "%s is %s and different, and so are %zu other keys in the file",
				   change->key, what, n - 1);
	return app_fail_at(app, where, EXIT_REFUSED, hint, "%s is %s and different", change->key, what);
}

enum exit_code
plan_drop_unchanged(struct app *app, struct plan *plan)
{
	struct change first = { .kind = CHANGE_SET };
	size_t kept = 0, refused = 0;

	for (size_t i = 0; i < plan->n; i++) {
		struct change *change = &plan->v[i];
		bool same = is_so_already(change), not_ours = is_not_ours(plan, change);

		if (!same && !not_ours) {
			plan->v[kept++] = *change;
			continue;
		}
		if (same)
			plan->same++;
		else if (!plan->strict)
			plan->skipped++;
		else if (refused++ == 0)
			first = *change;
		change_clear(change);
	}
	plan->n = kept;
	return refused > 0 ? fail_read_only(app, plan, &first, refused) : EXIT_DONE;
}
