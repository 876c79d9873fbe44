/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/apply.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "change/plan_check.h"

static void
print_plan(struct render *r, const struct plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		render_change(r, plan->v[i].key, &plan->v[i].before, &plan->v[i].after);
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

/* Shows why a plan is delicate. */
static void
print_risks(FILE *out, const struct plan *plan)
{
	if (plan->risk != NULL)
		fprintf(out, "! %s\n", plan->risk);
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].risky)
			fprintf(out, "! %s: %s\n", plan->v[i].key, plan->v[i].risk != NULL ? plan->v[i].risk : "out of memory");
}

/* The same after a dry run, which a program may read. */
static void
warn(struct app *app, const struct plan *plan)
{
	if (app->call.set.format != FORMAT_JSON && app->call.set.format != FORMAT_NDJSON) {
		print_risks(app->io.err, plan);
		return;
	}
	if (plan->risk != NULL)
		app_warn_json(app, NULL, plan->risk);
	for (size_t i = 0; i < plan->n; i++)
		if (plan->v[i].risky)
			app_warn_json(app, plan->v[i].key, plan->v[i].risk != NULL ? plan->v[i].risk : "out of memory");
}

/* Reads the answer. -1: the person gave up. */
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
			continue; /* the rest of the line is no command */
	return strcasecmp(answer, "y\n") == 0 || strcasecmp(answer, "yes\n") == 0;
}

/* Shows what would change and why that is delicate, and asks. */
static enum exit_code
ask(struct app *app, const struct plan *plan)
{
	struct render r = app->render;
	int answer;

	r.out = stderr;
	r.format = FORMAT_TEXT;
	print_plan(&r, plan);
	print_risks(stderr, plan);
	fputs("Go on? [y/N] ", stderr);
	answer = read_answer(app);
	if (answer < 0)
		fputc('\n', stderr);
	return answer > 0 ? EXIT_DONE : app_fail(app, answer < 0 ? EXIT_INTERRUPTED : EXIT_REFUSED, NULL, "nothing was changed");
}

static enum exit_code
confirm(struct app *app, const struct plan *plan)
{
	static const char hint[] = "look with --dry-run, then repeat it with --yes";
	const struct change *risky = first_risky(plan);

	if (app->call.set.yes || (plan->risk == NULL && risky == NULL))
		return EXIT_DONE;
	if (app->io.can_ask)
		return ask(app, plan);
	if (plan->risk != NULL)
		return app_fail(app, EXIT_REFUSED, hint, "refused without --yes: %s", plan->risk);
	return app_fail_at(app, plan_where(plan, risky), EXIT_REFUSED, hint, "refused without --yes: %s: %s", risky->key, risky->risk);
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

/* Says that a change was made: a program hears it as data, a person among the notes. */
static void
report_change(struct app *app, const struct change *change)
{
	struct render r = app->render;

	if (r.format != FORMAT_TEXT) {
		render_change(&app->render, change->key, &change->before, &change->after);
		return;
	}
	r.out = app->io.err;
	if (app->io.tty && !app->call.set.quiet)
		render_change(&r, change->key, &change->before, &change->after);
}

/* Whether a change that failed may have been carried out all the same. */
static bool
is_unsure(enum cmh_status status)
{
	return status == CMH_UNREACHABLE || status == CMH_TIMEOUT || status == CMH_INTERRUPTED;
}

/* Says how far it came, where change `i` of a file failed. */
static void
note_stop(struct app *app, const struct plan *plan, size_t i, bool unsure)
{
	const struct change *stopped = &plan->v[i], *last = i > 0 ? &plan->v[i - 1] : NULL;
	const char *rest = unsure ? "unsure, and the others not tried" : "not made";

	if (last == NULL)
		app_note(app, "made: none of %zu changes; %s: from %s in line %zu on", plan->n, rest, stopped->key, stopped->at.line);
	else
		app_note(app, "made: %zu of %zu changes, up to %s in line %zu; %s: from %s in line %zu on", i, plan->n, last->key,
			 last->at.line, rest, stopped->key, stopped->at.line);
}

/* A key that is refused does not stop the others, unless they come from a file; a corosync that is gone does. */
static void
apply(struct app *app, const struct plan *plan, struct tally *tally)
{
	for (size_t i = 0; i < plan->n; i++) {
		const struct change *change = &plan->v[i];
		struct cmh_error err = CMH_ERROR_INIT;
		enum cmh_status status = apply_one(app, change, &err);

		if (status == CMH_OK) {
			tally_add(tally, EXIT_DONE);
			report_change(app, change);
			continue;
		}
		tally_add(tally, app_fail_cmh_at(app, plan_where(plan, change), &err));
		if (plan->file != NULL) {
			note_stop(app, plan, i, is_unsure(status));
			return;
		}
		if (is_unsure(status)) {
			if (i + 1 < plan->n)
				app_note_tty(app, "%zu of %zu changes were not tried", plan->n - i - 1, plan->n);
			return;
		}
	}
}

enum exit_code
change_apply(struct app *app, struct plan *plan)
{
	struct tally tally = { 0 };
	enum exit_code code = plan_check(app, plan, &tally);

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
	}
	return tally_exit(&tally);
}
