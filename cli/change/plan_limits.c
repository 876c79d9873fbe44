/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/plan_limits.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "know/key_limit.h"
#include "str.h"

/* What corosync makes of a value: one of another type, or 0, does not count. */
static uint64_t
effective(const struct key_operand *operand, const struct cmh_value *value)
{
	const struct key_info *info = key_info_find(operand->key);
	bool counts = info != NULL && value->type == info->type && value->u != 0;

	return counts ? value->u : operand->none;
}

static bool
limit_is_needed(const struct key_limit *limit, const struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].map == CMH_ICMAP && key_limit_concerns(limit, plan->v[i].key))
			return true;
	return false;
}

/* Reads the values in use. A key that cannot be read counts as absent, unless corosync does not answer. */
static enum exit_code
read_in_use(struct app *app, const struct key_limit *limit, uint64_t values[KEY_LIMIT_OPERANDS])
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = CMH_OK;

	for (size_t i = 0; i < KEY_LIMIT_OPERANDS && limit->operands[i].key != NULL && status == CMH_OK; i++)
		status = cmh_entries_add(&entries, limit->operands[i].in_use, &err);
	if (status == CMH_OK)
		status = cmh_read_keys(app->call.map, &entries, &err);
	for (size_t i = 0; i < entries.n && status == CMH_OK; i++)
		values[i] = effective(&limit->operands[i], &entries.v[i].value);
	cmh_entries_clear(&entries);
	return status == CMH_OK ? EXIT_DONE : app_fail_cmh(app, &err);
}

/* Has the change made. */
static void
make_change(const struct key_limit *limit, const struct change *change, uint64_t values[KEY_LIMIT_OPERANDS])
{
	static const struct cmh_value none = CMH_VALUE_INIT;

	for (size_t i = 0; i < KEY_LIMIT_OPERANDS && limit->operands[i].key != NULL; i++)
		if (strcmp(limit->operands[i].key, change->key) == 0)
			values[i] = effective(&limit->operands[i], change->kind == CHANGE_DELETE ? &none : &change->after);
}

/* Why a change breaks a limit. The caller frees it. */
static char *
reason(const struct key_limit *limit, const uint64_t values[KEY_LIMIT_OPERANDS])
{
	const struct key_operand *a = &limit->operands[0], *b = &limit->operands[1];
	char *text = key_limit_text(limit), *all = NULL;

	if (text != NULL && b->key == NULL)
		all = str_format("%s (%s is %" PRIu64 ")", text, a->key, values[0]);
	else if (text != NULL)
		all = str_format("%s (%s would be %" PRIu64 ", %s %" PRIu64 ")", text, a->key, values[0], b->key, values[1]);
	free(text);
	return all;
}

/* Whether the limit holds after all changes from `from` on. */
static bool
holds_in_the_end(const struct key_limit *limit, const struct plan *plan, size_t from, const uint64_t now[KEY_LIMIT_OPERANDS])
{
	uint64_t values[KEY_LIMIT_OPERANDS];

	memcpy(values, now, sizeof(values));
	for (size_t i = from; i < plan->n; i++)
		make_change(limit, &plan->v[i], values);
	return limit->holds(values);
}

/* Marks a change as risky. Where corosync is in a state in which a change does something else, that is the risk to name. */
static void
note_limit(struct change *change, const struct key_limit *limit, const char *why)
{
	if (limit->operands[1].key == NULL)
		change_forget_risk(change);
	change_note_risk(change, "%s", why);
}

static enum exit_code
check_limit(struct app *app, struct plan *plan, const struct key_limit *limit)
{
	uint64_t values[KEY_LIMIT_OPERANDS] = { 0 };
	enum exit_code code = read_in_use(app, limit, values);

	for (size_t i = 0; i < plan->n && code == EXIT_DONE; i++) {
		struct change *change = &plan->v[i];
		char *why;

		if (change->map != CMH_ICMAP || !key_limit_concerns(limit, change->key))
			continue;
		make_change(limit, change, values);
		if (limit->holds(values) || (!limit->fatal && holds_in_the_end(limit, plan, i, values)))
			continue;
		if ((why = reason(limit, values)) == NULL)
			return app_no_memory(app);
		if (limit->fatal)
			code = app_fail_at(app, plan_where(plan, change), EXIT_REFUSED,
					   holds_in_the_end(limit, plan, i, values) ? "make the changes in another order" : NULL,
					   "%s", why);
		else
			note_limit(change, limit, why);
		free(why);
	}
	return code;
}

/* How many keys of the branch the plan deletes. */
static size_t
count_deleted(const struct plan *plan, const char *branch)
{
	size_t n = 0;

	for (size_t i = 0; i < plan->n; i++)
		n += plan->v[i].kind == CHANGE_DELETE && cmh_path_covers(branch, plan->v[i].key);
	return n;
}

/* Refuses to delete the last key of a branch that must not be empty. */
static enum exit_code
check_last(struct app *app, const struct plan *plan, const struct change *change)
{
	const char *branch = change->kind == CHANGE_DELETE && change->map == CMH_ICMAP ? key_limit_last(change->key) : NULL;
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = EXIT_DONE;

	if (branch == NULL)
		return EXIT_DONE;
	if (cmh_list(app->call.map, branch, &entries, &err) != CMH_OK)
		code = app_fail_cmh(app, &err);
	else if (entries.n <= count_deleted(plan, branch))
		code = app_fail_at(app, plan_where(plan, change), EXIT_REFUSED, "set another value, or run: corosync-cfgtool -R",
				   "corosync ends if the last key below %s is deleted", branch);
	cmh_entries_clear(&entries);
	return code;
}

enum exit_code
plan_check_limits(struct app *app, struct plan *plan)
{
	enum exit_code code = EXIT_DONE;
	size_t n;
	const struct key_limit *limits = key_limit_table(&n);

	for (size_t i = 0; i < n && code == EXIT_DONE; i++)
		if (limit_is_needed(&limits[i], plan))
			code = check_limit(app, plan, &limits[i]);
	for (size_t i = 0; i < plan->n && code == EXIT_DONE; i++)
		code = check_last(app, plan, &plan->v[i]);
	return code;
}
