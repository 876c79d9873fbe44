/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks changes against what is known about their keys, because corosync accepts nearly every change. */
#include "change/plan_check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "change/guard.h"
#include "change/input.h"
#include "change/plan_before.h"
#include "change/plan_file.h"
#include "change/plan_limits.h"
#include "core/input_file.h"
#include "core/name_top.h"
#include "know/key.h"
#include "str.h"
#include "value.h"

/* ---- the new value ----------------------------------------------------- */

/* Prints that a new key needs a type. */
static enum exit_code
fail_new_key(struct app *app, const struct change *change)
{
	char *near = key_near(change->key), *typed = name_to_type(app, near != NULL ? near : change->key), *hint = NULL;

	if (typed != NULL)
		hint = near != NULL ? str_format("did you mean \"%s\"?", typed)
				    : str_format("create it with: cmapsh set %s TYPE VALUE (TYPE: " APP_TYPES ")", typed);
	app_fail_at(app, where_word(change->word), EXIT_USAGE, hint, "no key \"%s\"; give a type to create it", change->key);
	free(near);
	free(typed);
	free(hint);
	return EXIT_USAGE;
}

/* Chooses the type of a new value: as given, else that of the key, else the one that corosync expects. */
static enum exit_code
choose_type(struct app *app, struct change *change, const struct key_info *info)
{
	if (change->type != CMH_NONE)
		return EXIT_DONE;
	change->type = change->before.type != CMH_NONE ? change->before.type : info != NULL ? info->type : CMH_NONE;
	if (change->type != CMH_NONE)
		return EXIT_DONE;
	return fail_new_key(app, change);
}

/* Marks a value outside the range that corosync expects. All known ranges are of unsigned keys, below 2^63. */
static void
check_range(struct change *change, const struct key_info *info)
{
	const uint64_t value = change->after.u, min = (uint64_t)info->min, max = (uint64_t)info->max;

	if ((min == 0 && max == 0) || (value == 0 && (info->flags & KEY_ZERO_IS_DEFAULT) != 0))
		return;
	if (value < min)
		change_note_risk(change, "%" PRIu64 " is below the minimum of %" PRIu64 ", which corosync does not check", value, min);
	else if (value > max)
		change_note_risk(change, "%" PRIu64 " is above the maximum of %" PRIu64 ", which corosync does not check", value, max);
}

/* Compares the new value with what is known about the key. */
static enum exit_code
check_against_table(struct app *app, struct where where, struct change *change, const struct key_info *info)
{
	bool right_type = info->type == CMH_NONE || info->type == change->after.type;

	if (!right_type && (info->flags & KEY_STRICT) != 0)
		return app_fail_at(app, where, EXIT_REFUSED, NULL, "\"%s\" must be a %s: another type can crash corosync",
				   change->key, cmh_type_name(info->type));
	if (!right_type)
		change_note_risk(change, "corosync expects %s; with any other type it uses its default", cmh_type_name(info->type));
	else if (cmh_type_is_integer(change->after.type))
		check_range(change, info);
	if (info->risk[0] != '\0')
		change_note_risk(change, "%s", info->risk);
	return EXIT_DONE;
}

/* Parses the new value. */
static enum exit_code
make_value(struct app *app, struct change *change, const struct key_info *info)
{
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = choose_type(app, change, info);

	if (code != EXIT_DONE)
		return code;
	if (change->type == CMH_BIN && strcmp(change->text, "-") == 0 && app_at_prompt(app))
		return app_fail(app, EXIT_USAGE, "use @FILE", "standard input is used for the commands");
	if (change->type == CMH_BIN && strcmp(change->text, "-") == 0 && app->call.source.standard)
		return app_fail(app, EXIT_USAGE, "use @FILE, or cmapsh -f FILE", "standard input is used for the commands");
	if (change->type == CMH_BIN && change->text[0] == '@' &&
	    (code = input_file_check(app, NOWHERE, change->text + 1)) != EXIT_DONE)
		return code;
	if (input_value(change->type, change->text, settings_limit_ms(&app->call.set), &change->after, &err) == CMH_OK)
		return EXIT_DONE;
	return app_fail_cmh_at(app, where_word(change->word), &err);
}

static enum exit_code
check_set(struct app *app, struct where where, struct change *change, const struct key_info *info)
{
	enum exit_code code = change->text != NULL ? make_value(app, change, info) : EXIT_DONE;

	if (code != EXIT_DONE)
		return code;
	if (change->before.type != CMH_NONE && change->before.type != change->after.type)
		change_note_risk(change, "changes the type from %s to %s", cmh_type_name(change->before.type),
				 cmh_type_name(change->after.type));
	return info != NULL ? check_against_table(app, where, change, info) : EXIT_DONE;
}

/* Adds 1 or -1 like corosync. True: the value wraps around. */
static bool
step(struct cmh_value *value, int by)
{
	const struct value_type *type = value_type(value->type);
	uint64_t mask = value_unsigned_max(type);
	int64_t max = value_signed_max(type), limit = by > 0 ? max : -max - 1;

	if (type->kind == VALUE_SIGNED) {
		bool wraps = value->i == limit;
		value->i = wraps ? -limit - 1 : value->i + by;
		return wraps;
	}
	value->u = (value->u + (uint64_t)by) & mask;
	return value->u == (by > 0 ? 0 : mask);
}

static enum exit_code
check_step(struct app *app, struct where where, struct change *change, const struct key_info *info)
{
	if (!cmh_type_is_integer(change->before.type))
		return app_fail_at(app, where, EXIT_USAGE, "use set to change it", "\"%s\" is a %s, not an integer", change->key,
				   cmh_type_name(change->before.type));
	change->after = change->before;
	if (step(&change->after, change->by))
		change_note_risk(change, "the value is at the limit of %s and would wrap around", cmh_type_name(change->before.type));
	return info != NULL ? check_against_table(app, where, change, info) : EXIT_DONE;
}

static enum exit_code
check_one(struct app *app, const struct plan *plan, struct change *change)
{
	const struct key_info *info = key_info_find(change->key);
	struct where where = plan_where(plan, change);

	switch (change->kind) {
	case CHANGE_SET: return check_set(app, where, change, info);
	case CHANGE_STEP: return check_step(app, where, change, info);
	case CHANGE_DELETE: break;
	}
	if (info != NULL && info->risk[0] != '\0')
		change_note_risk(change, "%s", info->risk);
	return EXIT_DONE;
}

/* ---- the plan ----------------------------------------------------------- */

/* Drops changes of read-only keys from a dry run, with an error that is tallied. */
static void
drop_read_only(struct app *app, struct plan *plan, struct tally *tally)
{
	size_t kept = 0;

	for (size_t i = 0; i < plan->n; i++) {
		struct change *change = &plan->v[i];

		if (!plan_is_read_only(change->map, change->key)) {
			plan->v[kept++] = *change;
			continue;
		}
		tally_add(tally, app_fail_at(app, where_word(change->word), EXIT_REFUSED, NULL,
					     "\"%s\" is read-only: corosync would refuse the change", change->key));
		change_clear(change);
	}
	plan->n = kept;
}

static enum exit_code
check_names(struct app *app, const struct plan *plan)
{
	struct cmh_error err = CMH_ERROR_INIT;

	for (size_t i = 0; i < plan->n; i++)
		if (cmh_name_check(plan->v[i].key, &err) != CMH_OK)
			return app_fail_cmh_at(app, plan_where(plan, &plan->v[i]), &err);
	return EXIT_DONE;
}

enum exit_code
plan_check(struct app *app, struct plan *plan, struct tally *tally)
{
	struct cmh_handle_info info;
	enum exit_code code;

	info = *cmh_handle_info(app->call.map);
	if (info.saved)
		return app_fail(app, EXIT_REFUSED, "use -m live", "\"%s\" is a saved map and cannot be changed", info.name);
	code = check_names(app, plan);
	if (!plan->blind && !plan->unseen && code == EXIT_DONE)
		code = plan_read_before(app, plan, tally);
	if (plan->file != NULL && code == EXIT_DONE)
		code = tally->failed > 0 ? tally->first : plan_drop_unchanged(app, plan);
	if (app->call.set.dry_run && code == EXIT_DONE)
		drop_read_only(app, plan, tally);
	for (size_t i = 0; i < plan->n && code == EXIT_DONE; i++)
		code = check_one(app, plan, &plan->v[i]);
	if (code == EXIT_DONE && !plan->blind)
		code = plan_check_limits(app, plan);
	for (size_t i = 0; i < plan->n && code == EXIT_DONE; i++)
		if (!plan_is_read_only(plan->v[i].map, plan->v[i].key)) /* corosync refuses it, whatever the value */
			guard_change(&plan->v[i]);
	return code;
}
