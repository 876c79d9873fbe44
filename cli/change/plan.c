/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/key.h"
#include "str.h"

bool
plan_add(struct plan *plan, struct change change)
{
	for (size_t i = 0; i < plan->n; i++)
		if (strcmp(plan->v[i].key, change.key) == 0)
			return true;
	return plan_push(plan, change);
}

bool
plan_push(struct plan *plan, struct change change)
{
	if (!array_reserve(&plan->v, &plan->capacity, plan->n + 1, sizeof(*plan->v))) {
		cmh_value_clear(&change.after);
		return false;
	}
	plan->v[plan->n++] = change;
	return true;
}

void
change_clear(struct change *change)
{
	cmh_value_clear(&change->before);
	cmh_value_clear(&change->after);
	change_forget_risk(change);
}

void
change_forget_risk(struct change *change)
{
	free(change->risk);
	change->risk = NULL;
	change->risky = false;
}

void
change_note_risk(struct change *change, const char *reason, ...)
{
	va_list ap;

	if (change->risky)
		return;
	change->risky = true;
	va_start(ap, reason);
	change->risk = str_vformat(reason, ap);
	va_end(ap);
}

void
plan_clear(struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		change_clear(&plan->v[i]);
	free(plan->v);
	*plan = (struct plan)PLAN_INIT;
}

struct where
plan_where(const struct plan *plan, const struct change *change)
{
	struct where where = plan->file == NULL ? where_word(change->word)
						: where_in_file(plan->file, plan->bytes, change->at.line, change->at.column);

	where.key = change->key;
	return where;
}

bool
plan_is_read_only(enum cmh_map map, const char *key)
{
	const struct key_info *info;

	/* The stats map accepts nothing else, whatever the name. */
	if (map == CMH_STATS)
		return !cmh_path_covers("stats.clear", key);
	info = cmh_key_map(key) == map ? key_info_find(key) : NULL;
	return info != NULL && (info->flags & KEY_READ_ONLY) != 0;
}

bool
plan_is_own(enum cmh_map map, const char *key)
{
	const struct key_info *info = cmh_key_map(key) == map ? key_info_find(key) : NULL;

	return plan_is_read_only(map, key) || (info != NULL && (info->effect == EFFECT_REPORT || (info->flags & KEY_VOLATILE) != 0));
}
