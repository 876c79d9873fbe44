/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/confirm.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "change/change_print.h"
#include "core/message.h"
#include "output/format.h"
#include "output/output.h"
#include "str.h"

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

void
change_warn(struct app *app, const struct plan *plan)
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

	change_print_all(&out, plan);
	print_warnings(app, stderr, plan);
	print_question(stderr, plan);
	answer = read_answer(app);
	return answer > 0 ? EXIT_DONE : app_fail(app, answer < 0 ? EXIT_INTERRUPTED : EXIT_REFUSED, NULL, "nothing was changed");
}

enum exit_code
change_confirm(struct app *app, const struct plan *plan)
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
