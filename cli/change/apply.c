/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/apply.h"

#include <stdlib.h>

#include "change/change_print.h"
#include "change/confirm.h"
#include "change/effect.h"
#include "change/plan_check.h"
#include "know/key_text.h"
#include "output/output.h"

enum { TOGETHER = 200 }; /* changes at most that are sent as one job, and printed after it */

static enum cmh_status
apply_one(struct app *app, const struct change *change, struct cmh_error *err)
{
	switch (change->kind) {
	case CHANGE_SET: return cmh_set(app->call.map, change->key, &change->after, err);
	case CHANGE_STEP: return cmh_add(app->call.map, change->key, change->by, err);
	case CHANGE_DELETE: break;
	}
	return cmh_delete(app->call.map, change->key, err);
}

/* Prints a change that was made: in text on standard error, and only on a terminal; in other formats as data. */
static void
report_change(struct app *app, const struct change *change)
{
	struct output out = output_text_to(&app->render, app->io.err);

	if (!output_is_text(&app->render))
		change_print(&app->render, change);
	else if (app->io.tty && !app->call.set.quiet)
		change_print(&out, change);
}

/* Prints how far the changes of a file got, if change `i` failed. */
static void
note_stop(struct app *app, const struct plan *plan, size_t i, bool unsure)
{
	const struct change *stopped = &plan->v[i], *last = i > 0 ? &plan->v[i - 1] : NULL;
	const char *how = unsure ? "may or may not have been made" : "failed";

	if (last == NULL)
		app_note(app, "%sthe first of %zu changes, \"%s\" (line %zu), %s; nothing after it was sent",
			 unsure ? "" : "made no change; ", plan->n, stopped->key, stopped->at.line, how);
	else
		app_note(app, "made %zu of %zu changes, up to \"%s\" (line %zu); \"%s\" (line %zu) %s; nothing after it was sent", i,
			 plan->n, last->key, last->at.line, stopped->key, stopped->at.line, how);
}

/* Prints that corosync was restarted before change `i`: it has forgotten the changes before it. */
static void
note_lost(struct app *app, size_t i, struct tally *tally)
{
	tally->done = 0;
	if (i == 1)
		app_note(app, "the change before it is lost, and nothing after it was sent");
	else if (i > 1)
		app_note(app, "the %zu changes before it are lost, and nothing after it was sent", i);
}

/* Where a setting is read-only, the table knows better than the library whether a reload or a restart takes it over. */
static void
improve_hint(const struct change *change, struct cmh_error *err)
{
	const struct key_info *info = key_info_exact(change->key);
	char *hint = NULL;

	if (err->reason == CMH_REASON_READ_ONLY && change->kind != CHANGE_DELETE && info != NULL)
		hint = key_lasting_text(info, change->key);
	if (hint == NULL)
		return;
	free(err->hint);
	err->hint = hint;
}

/* Prints and tallies the error of change `i`. True: no other change is to be sent. */
static bool
stop_at(struct app *app, const struct plan *plan, size_t i, struct cmh_error *err, struct tally *tally)
{
	bool lost = err->status == CMH_UNREACHABLE || err->status == CMH_TIMEOUT || err->status == CMH_INTERRUPTED;
	enum cmh_reason reason = err->reason;
	size_t left = plan->n - i - 1;

	improve_hint(&plan->v[i], err);
	tally_add(tally, app_fail_cmh_at(app, plan_where(plan, &plan->v[i]), err));
	if (reason == CMH_REASON_RESTARTED)
		note_lost(app, i, tally);
	else if (plan->file != NULL)
		note_stop(app, plan, i, reason == CMH_REASON_IN_DOUBT);
	else if (lost && left > 0)
		app_note_tty(app, "%zu of %zu changes %s not sent", left, plan->n, left == 1 ? "was" : "were");
	return lost || plan->in_order;
}

/* How many changes from `i` on are sent together: those that set keys of the same map. */
static size_t
together(const struct plan *plan, size_t i)
{
	size_t n = 1;

	if (!plan->in_order || effect_is_shown_for_each(plan) || plan->v[i].kind != CHANGE_SET)
		return 1;
	while (n < TOGETHER && i + n < plan->n && plan->v[i + n].kind == CHANGE_SET && plan->v[i + n].map == plan->v[i].map)
		n++;
	return n;
}

/* Sets the keys of `n` changes from `i` on. Returns how many were made. */
static size_t
apply_together(struct app *app, const struct plan *plan, size_t i, size_t n, struct cmh_error *err)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	enum cmh_status status = CMH_OK;
	size_t made = 0;

	for (size_t j = 0; j < n && status == CMH_OK; j++) {
		status = cmh_entries_add(&entries, plan->v[i + j].key, err);
		if (status == CMH_OK)
			status = cmh_value_copy(&plan->v[i + j].after, &entries.v[j].value, err);
	}
	if (status == CMH_OK)
		(void)cmh_set_keys(app->call.map, &entries, &made, err);
	for (size_t j = 0; j < made; j++)
		report_change(app, &plan->v[i + j]);
	cmh_entries_clear(&entries);
	return made;
}

/* Makes a change, and shows its effects. Returns how many were made. */
static size_t
apply_alone(struct app *app, const struct plan *plan, const struct change *change, struct cmh_error *err)
{
	struct effect effect;
	bool made;

	effect_begin(&effect, app, plan, change);
	made = apply_one(app, change, err) == CMH_OK;
	if (made) {
		report_change(app, change);
		effect_show(&effect, app, plan, change);
	}
	effect_clear(&effect);
	return made;
}

/* Makes the changes. One that fails ends those that are made in order, and a lost connection ends all; others go on. */
static void
apply(struct app *app, struct plan *plan, struct tally *tally)
{
	for (size_t i = 0, n; i < plan->n && !plan->stopped; i += n) {
		struct cmh_error err = CMH_ERROR_INIT;
		size_t made;

		n = together(plan, i);
		made = n > 1 ? apply_together(app, plan, i, n, &err) : apply_alone(app, plan, &plan->v[i], &err);
		tally->done += (unsigned)made;
		if (made < n)
			plan->stopped = stop_at(app, plan, i + made, &err, tally);
	}
}

enum exit_code
change_apply(struct app *app, struct plan *plan)
{
	struct tally tally = { 0 };
	enum exit_code code = plan_check(app, plan, &tally);

	plan->stopped = code != EXIT_DONE;
	if (code != EXIT_DONE)
		return code;
	if (app->call.set.dry_run) {
		change_print_all(&app->render, plan);
		change_warn(app, plan);
		tally.done += (unsigned)plan->n;
	} else if (plan->n > 0) {
		code = change_confirm(app, plan);
		if (code != EXIT_DONE)
			return code;
		apply(app, plan, &tally);
		effect_show_all(app, plan, tally.done);
	}
	return tally_exit(&tally);
}
