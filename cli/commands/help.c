/* SPDX-License-Identifier: BSD-3-Clause */
/* help: lists the commands, or explains one. */
#include "core/help.h"
#include "text/nearest.h"

static enum exit_code
run_help(struct app *app, const struct args *args)
{
	const struct cmd *cmd = args->n > 0 ? cmd_by_name(app->commands, args->word[0]) : NULL;
	struct nearest near = nearest_start(args->n > 0 ? args->word[0] : "");

	if (args->n > 0 && cmd == NULL) {
		for (const struct cmd *const *c = app->commands; *c != NULL; c++)
			nearest_try(&near, (*c)->name);
		return app_fail_near(app, &near, "run: cmapsh help", "unknown command", args->word[0]);
	}
	help_print(app->render.file, app->commands, cmd);
	return EXIT_DONE;
}

const struct cmd cmd_help = {
	.name = "help",
	.group = GROUP_SHELL,
	.usage = "[COMMAND]",
	.kinds = "c",
	.summary = "list the commands, or explain one",
	.examples = { "help", "help set" },
	.max = 1,
	.prints = PRINTS_TEXT,
	.run = run_help,
};
