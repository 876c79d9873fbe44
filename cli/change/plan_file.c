/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan_file.h"

static bool
is_so_already(const struct change *change)
{
	return change->kind == CHANGE_DELETE ? change->before.type == CMH_NONE
					     : cmh_value_equal(&change->before, &change->after);
}

/* Says that `n` keys, of which this is the first, cannot have the value of the file. */
static enum exit_code
fail_read_only(struct app *app, const struct plan *plan, const struct change *change, size_t n)
{
	static const char hint[] = "--skip-read-only leaves out what corosync would refuse";
	struct where where = plan_where(plan, change);

	if (n > 1)
		return app_fail_at(app, where, EXIT_REFUSED, hint, "%s is read-only and different, and so are %zu other keys in the file",
				   change->key, n - 1);
	return app_fail_at(app, where, EXIT_REFUSED, hint, "%s is read-only and different", change->key);
}

enum exit_code
plan_drop_unchanged(struct app *app, struct plan *plan)
{
	struct change first = { .kind = CHANGE_SET };
	size_t kept = 0, refused = 0;

	for (size_t i = 0; i < plan->n; i++) {
		struct change *change = &plan->v[i];
		bool same = is_so_already(change), read_only = plan_is_read_only(change->map, change->key);

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
