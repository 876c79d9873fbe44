/* SPDX-License-Identifier: BSD-3-Clause */
/* corosync itself takes nearly everything, so all that is known of a key is checked here. */
#include "change/plan_check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "change/input.h"
#include "change/plan_file.h"
#include "change/plan_limits.h"
#include "core/input_file.h"
#include "know/key.h"

/* ---- the new value ----------------------------------------------------- */

static enum exit_code
choose_type(struct app *app, struct change *change, const struct key_info *info)
{
	if (change->type != CMH_NONE)
		return EXIT_DONE;
	change->type = change->before.type != CMH_NONE ? change->before.type : info != NULL ? info->type : CMH_NONE;
	if (change->type != CMH_NONE)
		return EXIT_DONE;
	return app_fail_at(app, where_word(change->word), EXIT_USAGE, "set KEY TYPE VALUE, with one of " APP_TYPES,
			   "%s does not exist yet, so its type has to be given", change->key);
}

static bool
in_range(const struct cmh_value *value, const struct key_info *info)
{
	/* All known ranges are of unsigned keys, and their limits fit an int64_t. */
	return (info->min == 0 && info->max == 0) ||
	       (value->u >= (uint64_t)info->min && value->u <= (uint64_t)info->max);
}

/* What corosync would make of the value, where that is known. */
static enum exit_code
check_against_table(struct app *app, struct where where, struct change *change, const struct key_info *info)
{
	bool right_type = info->type == CMH_NONE || info->type == change->after.type;

	if (!right_type && (info->flags & KEY_STRICT) != 0)
		return app_fail_at(app, where, EXIT_REFUSED, NULL, "%s must be a %s: corosync is damaged by another type",
				   change->key, cmh_type_name(info->type));
	if (!right_type)
		change_note_risk(change, "corosync reads it as %s; with another type it uses its default", cmh_type_name(info->type));
	else if (cmh_type_is_integer(change->after.type) && !in_range(&change->after, info))
		change_note_risk(change, "it should be from %" PRId64 " to %" PRId64 "; corosync would use it all the same", info->min,
				 info->max);
	if (info->risk != NULL)
		change_note_risk(change, "%s", info->risk);
	return EXIT_DONE;
}

/* Makes the new value of its text. */
static enum exit_code
make_value(struct app *app, struct change *change, const struct key_info *info)
{
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = choose_type(app, change, info);

	if (code != EXIT_DONE)
		return code;
	if (change->type == CMH_BIN && strcmp(change->text, "-") == 0 && app->call.set.mode == MODE_PROMPT)
		return app_fail(app, EXIT_USAGE, "use @FILE", "standard input is the prompt itself");
	if (change->type == CMH_BIN && strcmp(change->text, "-") == 0 && app->call.source.standard)
		return app_fail(app, EXIT_USAGE, "use @FILE, or cmapsh -f FILE", "standard input is the script itself");
	if (change->type == CMH_BIN && change->text[0] == '@' &&
	    (code = input_file_check(app, NOWHERE, change->text + 1)) != EXIT_DONE)
		return code;
	if (input_value(change->type, change->text, &change->after, &err) == CMH_OK)
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

/* Adds 1 or -1 as corosync does. True: it wraps. */
static bool
step(struct cmh_value *value, int by)
{
	unsigned bits = 8u << ((value->type - CMH_I8) / 2);
	bool is_signed = (value->type - CMH_I8) % 2 == 0;
	uint64_t mask = UINT64_MAX >> (64 - bits);
	int64_t max = (int64_t)(mask >> 1), limit = by > 0 ? max : -max - 1;

	if (is_signed) {
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
		return app_fail_at(app, where, EXIT_USAGE, "use set", "%s is a %s, not an integer", change->key,
				   cmh_type_name(change->before.type));
	change->after = change->before;
	if (step(&change->after, change->by))
		change_note_risk(change, "it is at the limit of %s and wraps around", cmh_type_name(change->before.type));
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
	if (info != NULL && info->risk != NULL)
		change_note_risk(change, "%s", info->risk);
	return EXIT_DONE;
}

/* ---- the old values ---------------------------------------------------- */

/* Hands the value that was read to the change. True: the change can go on. */
static bool
take_before(struct app *app, const struct plan *plan, struct change *change, struct cmh_entry *entry, struct tally *tally)
{
	bool may_be_missing = change->kind == CHANGE_SET || plan->file != NULL;

	change->map = entry->map;
	change->before = entry->value;
	entry->value = (struct cmh_value)CMH_VALUE_INIT;
	if (entry->error == NULL || (may_be_missing && entry->error->status == CMH_NOT_FOUND))
		return true;
	tally_add(tally, app_fail_key_at(app, plan_where(plan, change), change->key, entry->error));
	return false;
}

static enum exit_code
read_before(struct app *app, struct plan *plan, struct tally *tally)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = CMH_OK;
	size_t kept = 0;

	for (size_t i = 0; i < plan->n && status == CMH_OK; i++)
		status = cmh_entries_add(&entries, plan->v[i].key, &err);
	if (status == CMH_OK)
		status = cmh_read_keys(app->call.map, &entries, &err);
	if (status != CMH_OK) {
		cmh_entries_clear(&entries);
		return app_fail_cmh(app, &err);
	}
	for (size_t i = 0; i < plan->n; i++)
		if (take_before(app, plan, &plan->v[i], &entries.v[i], tally))
			plan->v[kept++] = plan->v[i];
		else
			change_clear(&plan->v[i]);
	plan->n = kept;
	cmh_entries_clear(&entries);
	return EXIT_DONE;
}

/* Takes out what would be refused. */
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
					     "%s is read-only: corosync would refuse it", change->key));
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
		return app_fail(app, EXIT_REFUSED, "open a live map: -m live", "%s is a saved map, it cannot be changed", info.name);
	code = check_names(app, plan);
	if (!plan->blind && code == EXIT_DONE)
		code = read_before(app, plan, tally);
	if (plan->file != NULL && code == EXIT_DONE)
		code = tally->failed > 0 ? tally->first : plan_drop_unchanged(app, plan);
	if (app->call.set.dry_run && code == EXIT_DONE)
		drop_read_only(app, plan, tally);
	for (size_t i = 0; i < plan->n && code == EXIT_DONE; i++)
		code = check_one(app, plan, &plan->v[i]);
	return code == EXIT_DONE && !plan->blind ? plan_check_limits(app, plan) : code;
}
