/* SPDX-License-Identifier: BSD-3-Clause */
/* status: shows the state of the cluster on one screen, what is wrong with it, and what to do next. */
#include "commands/status.h"

#include <stdlib.h>
#include <string.h>

#include "core/cmd.h"
#include "output/field.h"
#include "str.h"
#include "text/error_text.h"
#include "text/nearest.h"

static const struct opt opts[] = {
	{ 0x100, "except", "CODES", "leave out findings with these codes (with commas), and print how many", KIND_FINDING },
	{ 0x101, "plugin", NULL, "print one line and exit with 0, 1, 2 or 3, as monitoring plugins do" },
	{ 0x102, "watch", NULL, "print the screen again when something changes, at most once a second" },
	{ 0 },
};

/* ---- options ------------------------------------------------------------------- */

/* Checks the codes of --except. Prints the error. */
static enum exit_code
check_codes(struct app *app, const char *list)
{
	enum exit_code code = EXIT_DONE;
	size_t n_rules;
	const struct finding_rule *rules = finding_rules(&n_rules);

	while (list != NULL && *list != '\0' && code == EXIT_DONE) {
		size_t len = strcspn(list, ",");
		char *word = str_copy_n(list, len);
		struct nearest near = nearest_start(word != NULL ? word : "");

		for (size_t i = 0; i < n_rules; i++)
			nearest_try(&near, rules[i].code);
		if (word == NULL)
			code = app_no_memory(app);
		else if (finding_rule_find(word) == NULL)
			code = app_fail_near(app, &near, "use a code that cmapsh(8) has under CODES", "unknown code", word);
		free(word);
		list += len + (list[len] == ',');
	}
	return code;
}

static enum exit_code
check_options(struct app *app, const struct args *args)
{
	bool plugin = args_opt(args, "plugin") != NULL, watch = args_opt(args, "watch") != NULL;

	if (plugin && watch)
		return app_fail(app, EXIT_USAGE, NULL, "--plugin and --watch cannot be combined");
	if ((plugin || watch) && !output_is_text(&app->render))
		return app_fail(app, EXIT_USAGE, "leave out -o", "%s prints only text", plugin ? "--plugin" : "--watch");
	if ((plugin || watch) && app->call.set.nodes != NULL)
		return app_fail(app, EXIT_USAGE, NULL, "%s and -N cannot be combined", plugin ? "--plugin" : "--watch");
	return check_codes(app, args_opt(args, "except"));
}

/* ---- printing ------------------------------------------------------------------- */

static enum exit_code
print_status(struct app *app, const struct args *args, const struct status *status)
{
	struct output *out = &app->render;

	if (args_opt(args, "plugin") != NULL)
		return status_print_plugin(out, status);
	if (!output_is_text(out))
		status_print_records(out, status);
	else if (out->quiet)
		status_print_codes(out, status);
	else
		status_print_screen(out, status, STATUS_COLUMNS(out), false);
	return status_exit(status);
}

/* What to do when corosync does not answer: continue it, where the error found that it is stopped. Static, or a part of the error. */
static const char *
next_step(const struct cmh_error *err)
{
	const char *resume = err->hint != NULL ? strstr(err->hint, "kill -CONT ") : NULL;

	return resume != NULL ? resume : "ps -C corosync -o pid,stat,wchan";
}

/* That corosync does not answer is a finding, too; where it does not run, there is none to judge. */
static enum exit_code
print_failure(struct app *app, const struct args *args, struct status *status, struct cmh_error *err)
{
	/* It may not start because of its file. */
	static const char not_running[] = "run: systemctl status corosync; journalctl -u corosync -n 50; "
					  "cmapsh -m /etc/corosync/corosync.conf status";

	if (args_opt(args, "plugin") != NULL && err->status != CMH_INTERRUPTED) {
		enum exit_code code = status_print_plugin_error(&app->render, err);

		cmh_error_clear(err);
		return code;
	}
	if (err->status == CMH_UNREACHABLE) {
		free(err->hint);
		err->hint = str_copy(not_running);
	}
	if (err->status == CMH_TIMEOUT) {
		finding_add_no_answer(&status->findings, cmh_error_message(err), next_step(err));
		status_print_failure(&app->render, status);
	}
	return app_fail_cmh(app, err);
}

static enum exit_code
run_status(struct app *app, const struct args *args)
{
	struct status status = { .except = args_opt(args, "except"), .at_prompt = args->set.mode == MODE_PROMPT };
	struct cmh_entries lists[CLUSTER_LISTS] = { CMH_ENTRIES_INIT };
	const struct cmh_entries *const views[CLUSTER_LISTS] = { &lists[0], &lists[1] };
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = check_options(app, args);

	if (code != EXIT_DONE)
		return code;
	if (app->call.set.nodes != NULL)
		return status_all(app, args);
	if (args_opt(args, "watch") != NULL)
		return status_watch(app, args, status.except);
	code = status_read(&status, app->call.map, lists, views, &err) == CMH_OK ? print_status(app, args, &status)
										 : print_failure(app, args, &status, &err);
	status_clear(&status);
	for (size_t i = 0; i < CLUSTER_LISTS; i++)
		cmh_entries_clear(&lists[i]);
	return code;
}

const struct cmd cmd_status = {
	.name = "status",
	.group = GROUP_EXPLAIN,
	.usage = "",
	.kinds = "",
	.summary = "show the cluster, what is wrong and what to do next",
	.about = "Prints nodes, links and quorum as this node sees them, and findings, the worst first: each with its code, the keys "
		 "that show it, and what to do next. Of a saved map, prints what can be said without a running corosync. "
		 "With -N, prints how the nodes see each other, links that only one side has, settings that differ, and the findings "
		 "of each.",
	.examples = { "status", "status --except NODE_REJOINED,LINK_LOST", "status -o json", "status -N all" },
	.see = "explain, watch, wait",
	.exits = { { EXIT_DONE, "no finding, or only notes" },
		   { EXIT_NO, "a finding of level warning or critical" },
		   { EXIT_TIMEOUT, "corosync did not answer within the timeout, which is a finding, too" } },
	.opts = opts,
	.flags = CMD_MAP | CMD_ALL_NODES,
	.prints = PRINTS_KEYS,
	.run = run_status,
};
