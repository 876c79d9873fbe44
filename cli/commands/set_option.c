/* SPDX-License-Identifier: BSD-3-Clause */
/* set-option: changes how the prompt behaves. */
#include <string.h>

#include "core/cmd.h"
#include "session/session.h"

static enum exit_code
run_set_option(struct app *app, const struct args *args)
{
	const char *name = args->word[0], *value = args->word[1];
	bool on = strcmp(value, "on") == 0;

	if (strcmp(name, "hints") != 0)
		return app_fail_at(app, where_word(name), EXIT_USAGE, "use hints", "unknown option of the prompt \"%s\"", name);
	if (!on && strcmp(value, "off") != 0)
		return app_fail_at(app, where_word(value), EXIT_USAGE, "use on or off", "\"%s\" is not a valid value of \"%s\"", value,
				   name);
	app->session->hints = on;
	return EXIT_DONE;
}

const struct cmd cmd_set_option = {
	.name = "set-option",
	.group = GROUP_SHELL,
	.usage = "hints on|off",
	.kinds = "aa",
	.summary = "change how the prompt behaves",
	.about = "hints: whether the prompt shows help while a line is typed: colors, the rest of the line as the history has it, "
		 "the arguments of a command, the meaning of a key (default on). To switch it off for good, add the command to the "
		 "start-up file.",
	.examples = { "set-option hints off" },
	.min = 2,
	.max = 2,
	.flags = CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_set_option,
};
