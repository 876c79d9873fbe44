/* SPDX-License-Identifier: BSD-3-Clause */
/* help: lists the commands, or explains one of them, a topic or a key. */
#include <stdlib.h>
#include <string.h>

#include "core/alias.h"
#include "core/cmd.h"
#include "core/help.h"
#include "core/help_topic.h"
#include "know/key.h"
#include "output/card.h"
#include "str.h"
#include "text/key_path.h"
#include "text/nearest.h"

/* Prints what a key or a branch is. False: nothing is known about it, or out of memory. */
static bool
print_key(struct app *app, const char *word)
{
	char *name = key_path_resolve(app->here, word);
	const struct key_info *info = NULL;

	if (name != NULL) {
		key_path_trim(name);
		info = key_info_exact(name);
	}
	if (name != NULL && info == NULL)
		info = key_info_branch(name);
	if (info != NULL) {
		card_title(&app->render, name, NULL, info->meaning);
		output_print(&app->render, "More: %sexplain %s\n", app->call.set.mode == MODE_PROMPT ? "" : "cmapsh ", name);
	}
	free(name);
	return info != NULL;
}

/* Prints an error about a name that is neither of a command nor of a topic or a key, and the nearest of them. */
static enum exit_code
fail_unknown(struct app *app, const struct nearest *near, const char *word)
{
	char *name = strchr(word, '.') != NULL ? key_path_resolve(app->here, word) : NULL, *key = name != NULL ? key_near(name) : NULL;
	char *hint = key != NULL ? str_format("did you mean \"%s\"?", key) : NULL;

	if (hint == NULL)
		hint = nearest_hint(near, "run: cmapsh help");
	app_fail_at(app, where_word(word), EXIT_USAGE, hint, key != NULL ? "unknown key \"%s\"" : "no command, topic or key \"%s\"", word);
	free(hint);
	free(key);
	free(name);
	return EXIT_USAGE;
}

/* Prints what is known of a name that is not that of a command. False: nothing is. */
static bool
print_other(struct app *app, const char *name)
{
	const struct alias *alias = alias_find(&app->aliases, name);
	const struct help_topic *topic = help_topic_by_name(name);
	char *text = alias != NULL ? alias_text(alias) : NULL;

	if (text != NULL)
		output_print(&app->render, "alias %s\nMore: help %s\n", text, alias->words[0]);
	else if (topic != NULL)
		output_print(&app->render, "%s: %s\n\n%s", topic->name, topic->summary, topic->text);
	free(text);
	return text != NULL || topic != NULL || print_key(app, name);
}

/* Explains a name, or prints an error. */
static enum exit_code
explain(struct app *app, const char *name)
{
	const struct cmd *cmd = cmd_by_name(app->commands, name);
	struct nearest near = nearest_start(name);

	if (cmd != NULL)
		help_print(app->render.file, app->commands, cmd);
	else if (!print_other(app, name)) {
		for (const struct cmd *const *c = app->commands; *c != NULL; c++)
			nearest_try(&near, (*c)->name);
		for (size_t i = 0; i < app->aliases.n; i++)
			nearest_try(&near, app->aliases.v[i].name);
		for (const struct help_topic *topic = help_topics; topic->name != NULL; topic++)
			nearest_try(&near, topic->name);
		return fail_unknown(app, &near, name);
	}
	return EXIT_DONE;
}

static enum exit_code
run_help(struct app *app, const struct args *args)
{
	char *name = args->n > 0 ? str_join(args->word, (size_t)args->n) : NULL; /* such as "saved maps" */
	enum exit_code code = EXIT_DONE;

	if (args->n == 0)
		help_print(app->render.file, app->commands, NULL);
	else
		code = name != NULL ? explain(app, name) : app_no_memory(app);
	free(name);
	return code;
}

const struct cmd cmd_help = {
	.name = "help",
	.group = GROUP_SHELL,
	.usage = "[COMMAND|KEY|TOPIC...]",
	.kinds = "c-",
	.summary = "list the commands, or explain one, a topic or a key",
	.examples = { "help", "help set", "help paths", "help totem.token" },
	.see = "explain",
	.max = -1,
	.prints = PRINTS_TEXT,
	.run = run_help,
};
