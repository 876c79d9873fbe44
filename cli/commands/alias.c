/* SPDX-License-Identifier: BSD-3-Clause */
/* alias: lists the names for beginnings of lines, or defines one. */
#include <stdlib.h>
#include <string.h>

#include "core/alias.h"
#include "core/cmd.h"

/* Prints an alias as it can be typed again. */
static void
print_alias(struct app *app, const struct alias *alias)
{
	char *text = alias_text(alias);

	if (text != NULL)
		output_print(&app->render, "alias %s\n", text);
	else
		app->render.failed = true;
	free(text);
}

/* Checks the name: a command always comes first. Prints errors. */
static enum exit_code
check_name(struct app *app, const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

	if (cmd_by_name(app->commands, name) != NULL)
		return app_fail_at(app, where_word(name), EXIT_USAGE, "choose another name", "\"%s\" is a command", name);
	if (name[0] == '\0' || name[0] == '-' || name[strspn(name, letters)] != '\0')
		return app_fail_at(app, where_word(name), EXIT_USAGE, "use letters, digits, _ and -", "\"%s\" is not a valid name", name);
	return EXIT_DONE;
}

/* Refuses what is not a command. One word in quotes may be meant for several. */
static enum exit_code
fail_command(struct app *app, const char *word)
{
	const char *hint = strchr(word, ' ') != NULL ? "leave out the quotes" : "use the full name of a command";

	return app_fail_at(app, where_word(word), EXIT_USAGE, hint, "\"%s\" is not a command", word);
}

static enum exit_code
define(struct app *app, const struct args *args)
{
	const char *name = args->given[0];
	enum exit_code code = check_name(app, name);

	if (code != EXIT_DONE)
		return code;
	if (strcmp(args->given[1], "=") != 0)
		return app_fail_at(app, where_word(args->given[1]), EXIT_USAGE, "run: cmapsh help alias", "expected = in place of \"%s\"",
				   args->given[1]);
	if (args->n > 2 && cmd_by_name(app->commands, args->given[2]) == NULL)
		return fail_command(app, args->given[2]);
	if (!alias_set(&app->aliases, name, args->given + 2, (size_t)args->n - 2))
		return app_no_memory(app);
	return EXIT_DONE;
}

static enum exit_code
run_alias(struct app *app, const struct args *args)
{
	const struct alias *alias = args->n == 1 ? alias_find(&app->aliases, args->given[0]) : NULL;

	if (args->n > 1)
		return define(app, args);
	if (args->n == 1 && alias == NULL)
		return app_fail_at(app, where_word(args->given[0]), EXIT_USAGE, "run: cmapsh alias", "no alias \"%s\"", args->given[0]);
	if (alias != NULL)
		print_alias(app, alias);
	for (size_t i = 0; i < app->aliases.n && args->n == 0; i++)
		print_alias(app, &app->aliases.v[i]);
	return EXIT_DONE;
}

const struct cmd cmd_alias = {
	.name = "alias",
	.group = GROUP_SHELL,
	.usage = "[NAME [= COMMAND...]]",
	.kinds = "-",
	.summary = "list aliases, or define one",
	.about = "A line that begins with NAME then begins with these words. NAME is never that of a command, and the first of the "
		 "words is one. An alias is one command, without |, > and ;, which you type after NAME. Nothing after the = removes "
		 "the name. Put what all sessions have into the start-up file.",
	.examples = { "alias token = get runtime.config.totem.token", "alias", "alias token =" },
	.see = "every, source",
	.command_at = 2,
	.min = 0,
	.max = -1,
	.flags = CMD_SESSION,
	.prints = PRINTS_TEXT,
	.run = run_alias,
};
