/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/apply.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "change/change_print.h"
#include "change/effect.h"
#include "change/plan_check.h"
#include "core/message.h"
#include "know/key_text.h"
#include "output/format.h"
#include "output/output.h"
#include "str.h"

static void
print_plan(struct output *out, const struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		change_print(out, &plan->v[i]);
}

/* ---- asking ------------------------------------------------------------ */

static const struct change *
first_risky(const struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].risky)
			return &plan->v[i];
	return NULL;
}

/* Returns the risk of a change that is risky. */
static const char *
change_risk(const struct change *change)
{
	return change->risk != NULL ? change->risk : "out of memory";
}

static void
print_warnings(const struct app *app, FILE *out, const struct plan *plan)
{
	if (plan->risk != NULL)
		message_print(app, out, MESSAGE_WARNING, plan->risk);
	for (size_t i = 0; i < plan->n; i++) {
		const struct change *change = &plan->v[i];
		char *text = change->risky ? str_format("\"%s\": %s", change->key, change_risk(change)) : NULL;

		if (change->risky)
			message_print(app, out, MESSAGE_WARNING, text != NULL ? text : change_risk(change));
		free(text);
	}
}

/* Prints the warnings of a dry run, in the form of its errors. */
static void
warn(struct app *app, const struct plan *plan)
{
	if (app->call.set.format->failure == NULL) {
		print_warnings(app, app->io.err, plan);
		return;
	}
	if (plan->risk != NULL)
		app_warn_json(app, NULL, NULL, plan->risk);
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].risky)
			app_warn_json(app, plan->v[i].key, NULL, change_risk(&plan->v[i]));
}

/* Reads the answer. -1: Ctrl-C. */
static int
read_answer(struct app *app)
{
	const struct cmh_options *options = cmh_context_options(app->cmh);
	struct pollfd p[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = options->cancel_fd, .events = POLLIN } };
	char answer[8] = "";

	while (poll(p, 2, -1) < 0 || p[0].revents == 0)
		if (p[1].revents != 0 && options->cancel != NULL && options->cancel(options->arg))
			return -1;
	if (fgets(answer, sizeof(answer), stdin) == NULL)
		return 0;
	if (strchr(answer, '\n') == NULL)
		for (int c = getchar(); c != '\n' && c != EOF; c = getchar())
			continue; /* the rest of the line is not a command */
	return strcasecmp(answer, "y\n") == 0 || strcasecmp(answer, "yes\n") == 0;
}

/* Prints what "yes" will do: "Make this change?", "Delete these 4 keys?". */
static void
print_question(FILE *out, const struct plan *plan)
{
	size_t deletions = 0;

	for (size_t i = 0; i < plan->n; i++)
		deletions += plan->v[i].kind == CHANGE_DELETE;
	if (plan->question != NULL)
		fputs(plan->question, out);
	else if (plan->n == 1)
		fputs(deletions == 1 ? "Delete this key?" : "Make this change?", out);
	else
		fprintf(out, deletions == plan->n ? "Delete these %zu keys?" : "Make these %zu changes?", plan->n);
	fputs(" [y/N] ", out);
}

/* Shows the changes and their risks, and asks. */
static enum exit_code
ask(struct app *app, const struct plan *plan)
{
	struct output out = output_text_to(&app->render, stderr);
	int answer;

	print_plan(&out, plan);
	print_warnings(app, stderr, plan);
	print_question(stderr, plan);
	answer = read_answer(app);
	if (answer < 0)
		fputc('\n', stderr);
	return answer > 0 ? EXIT_DONE : app_fail(app, answer < 0 ? EXIT_INTERRUPTED : EXIT_REFUSED, NULL, "nothing was changed");
}

/* Asks if the plan is risky. Where nobody can answer, refuses it, unless --yes is given. */
static enum exit_code
confirm(struct app *app, const struct plan *plan)
{
	static const char hint[] = "preview with --dry-run; confirm with --yes";
	const struct change *risky = first_risky(plan);

	if (app->call.set.yes || (plan->risk == NULL && risky == NULL))
		return EXIT_DONE;
	if (app->io.can_ask)
		return ask(app, plan);
	if (plan->risk != NULL)
		return app_fail(app, EXIT_REFUSED, hint, "this needs confirmation: %s", plan->risk);
	return app_fail_at(app, plan_where(plan, risky), EXIT_REFUSED, hint, "\"%s\" needs confirmation: %s", risky->key,
			   change_risk(risky));
}

/* ---- applying ---------------------------------------------------------- */

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

	improve_hint(&plan->v[i], err);
	tally_add(tally, app_fail_cmh_at(app, plan_where(plan, &plan->v[i]), err));
	if (reason == CMH_REASON_RESTARTED)
		note_lost(app, i, tally);
	else if (plan->file != NULL)
		note_stop(app, plan, i, reason == CMH_REASON_IN_DOUBT);
	else if (lost && i + 1 < plan->n)
		app_note_tty(app, "%zu of %zu changes were not sent", plan->n - i - 1, plan->n);
	return lost || plan->file != NULL;
}

/* Makes the changes. One that fails ends the changes of a file, and a lost connection ends all; others go on. */
static void
apply(struct app *app, struct plan *plan, struct tally *tally)
{
	for (size_t i = 0; i < plan->n && !plan->stopped; i++) {
		const struct change *change = &plan->v[i];
		struct cmh_error err = CMH_ERROR_INIT;
		struct effect effect;
		bool made;

		effect_begin(&effect, app, plan, change);
		made = apply_one(app, change, &err) == CMH_OK;
		if (made) {
			tally_add(tally, EXIT_DONE);
			report_change(app, change);
			effect_show(&effect, app, plan, change);
		} else
			plan->stopped = stop_at(app, plan, i, &err, tally);
		effect_clear(&effect);
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
		print_plan(&app->render, plan);
		warn(app, plan);
		tally.done += (unsigned)plan->n;
	} else if (plan->n > 0) {
		code = confirm(app, plan);
		if (code != EXIT_DONE)
			return code;
		apply(app, plan, &tally);
		effect_show_all(app, plan, tally.done);
	}
	return tally_exit(&tally);
}
