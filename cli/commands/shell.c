/* SPDX-License-Identifier: BSD-3-Clause */
/* history, source, quit: commands for the prompt itself. */
#include <string.h>

#include "core/cmd.h"
#include "core/input_file.h"
#include "core/script.h"
#include "session/session.h"

static enum exit_code
run_history(struct app *app, const struct args *args)
{
	const struct history *history = &app->session->history;
	struct cmh_value most = { .u = history->n };
	const char *text = NULL;

	if (args->n > 0 && cmh_value_parse(CMH_U32, args->word[0], &most, NULL) != CMH_OK)
		text = args->word[0];
	for (size_t i = most.u < history->n ? history->n - most.u : 0; i < history->n; i++)
		if (text == NULL || strstr(history->v[i], text) != NULL)
			output_line(&app->render, history->v[i]);
	return EXIT_DONE;
}

static enum exit_code
run_source(struct app *app, const struct args *args)
{
	const char *file = args->word[0];
	struct where where = where_word(file);
	enum exit_code code = strcmp(file, "-") == 0 ? input_standard_check(app, where) : input_file_check(app, where, file);

	return code == EXIT_DONE ? script_run(app, &app->call.set, file) : code;
}

static enum exit_code
run_quit(struct app *app, const struct args *args)
{
	(void)args;
	app->quit = true;
	return EXIT_DONE;
}

const struct cmd cmd_history = {
	.name = "history",
	.group = GROUP_SHELL,
	.usage = "[N|TEXT]",
	.kinds = "-",
	.summary = "print the last N lines typed, or those with a text",
	.about = "The history keeps no line that begins with a space or names a secret key. Its file is $CMAPSH_HISTFILE, or "
		 "cmapsh/history in $XDG_STATE_HOME or ~/.local/state.",
	.examples = { "history", "history 20", "history token" },
	.max = 1,
	.flags = CMD_PROMPT | CMD_AT_END,
	.prints = PRINTS_TEXT,
	.run = run_history,
};

const struct cmd cmd_source = {
	.name = "source",
	.group = GROUP_SHELL,
	.usage = "FILE",
	.kinds = "f",
	.summary = "run the commands in a file, one per line",
	.about = "Stops at the first error, unless --keep-going is given. Ends with the exit status of the line that failed.",
	.examples = { "source checks.cmapsh", "source --keep-going checks.cmapsh" },
	.min = 1,
	.max = 1,
	.flags = CMD_PROMPT,
	.prints = PRINTS_NOTHING,
	.run = run_source,
};

const struct cmd cmd_quit = {
	.name = "quit",
	.alias = "exit",
	.group = GROUP_SHELL,
	.usage = "",
	.kinds = "",
	.summary = "leave cmapsh",
	.examples = { "quit", "exit" },
	.flags = CMD_SESSION,
	.prints = PRINTS_NOTHING,
	.run = run_quit,
};
