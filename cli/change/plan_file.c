/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan_file.h"

/* Whether a change changes nothing. */
static bool
changes_nothing(const struct change *change)
{
	return change->kind == CHANGE_DELETE ? change->before.type == CMH_NONE
					     : cmh_value_equal(&change->before, &change->after);
}

/* Whether corosync keeps the key of a change itself. */
static bool
is_kept(const struct plan *plan, const struct change *change)
{
	return plan->by_hand ? plan_is_read_only(change->map, change->key) : plan_is_own(change->map, change->key);
}

/* Prints that `n` keys, of which this is the first, are kept by corosync and differ. */
static enum exit_code
fail_kept(struct app *app, const struct plan *plan, const struct change *change, size_t n)
{
	struct where where = plan_where(plan, change);
	const char *hint = plan->by_hand ? "skip it with --skip-read-only" : "leave out --strict";
	const char *what = plan_is_read_only(change->map, change->key) ? "read-only" : "kept by corosync itself";

	if (n == 1)
		return app_fail_at(app, where, EXIT_REFUSED, hint, "\"%s\" is %s and has another value in the file", change->key, what);
	return app_fail_at(app, where, EXIT_REFUSED, hint, "\"%s\" is %s and has another value in the file, as %zu more %s",
			   change->key, what, n - 1, n == 2 ? "key" : "keys");
}

enum exit_code
plan_drop_unchanged(struct app *app, struct plan *plan)
{
	struct change first = { .kind = CHANGE_SET };
	size_t kept = 0, refused = 0;

	for (size_t i = 0; i < plan->n; i++) {
		struct change *change = &plan->v[i];
		bool same = changes_nothing(change), kept_by_corosync = is_kept(plan, change);

		if (!same && !kept_by_corosync) {
			plan->v[kept++] = *change;
			continue;
		}
		if (same && change->kind == CHANGE_DELETE && !change->overrides)
			plan->first_absent = plan->absent++ == 0 ? change->at.line : plan->first_absent;
		else if (same)
			plan->same++;
		else if (!plan->strict)
			plan->skipped++;
		else if (refused++ == 0)
			first = *change;
		change_clear(change);
	}
	plan->n = kept;
	return refused > 0 ? fail_kept(app, plan, &first, refused) : EXIT_DONE;
}
