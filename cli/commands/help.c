/* SPDX-License-Identifier: BSD-3-Clause */
/* help: lists the commands, or explains one of them, a topic or a key. */
#include <stdlib.h>
#include <string.h>

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

/* Prints an error about a word that is neither a command nor a topic or a key, and the nearest of them. */
static enum exit_code
fail_unknown(struct app *app, const struct nearest *near, const char *word)
{
	char *name = strchr(word, '.') != NULL ? key_path_resolve(app->here, word) : NULL, *key = name != NULL ? key_near(name) : NULL;
	char *hint = key != NULL ? str_format("did you mean \"%s\"?", key) : NULL;
	enum exit_code code;

	if (hint != NULL)
		code = app_fail_at(app, where_word(word), EXIT_USAGE, hint, "unknown key \"%s\"", word);
	else
		code = app_fail_near(app, near, "run: cmapsh help", "unknown command", word);
	free(hint);
	free(key);
	free(name);
	return code;
}

static enum exit_code
run_help(struct app *app, const struct args *args)
{
	const struct cmd *cmd = args->n > 0 ? cmd_by_name(app->commands, args->word[0]) : NULL;
	const struct help_topic *topic = args->n > 0 && cmd == NULL ? help_topic_by_name(args->word[0]) : NULL;
	struct nearest near = nearest_start(args->n > 0 ? args->word[0] : "");

	if (topic != NULL) {
		output_print(&app->render, "%s: %s\n\n%s", topic->name, topic->summary, topic->text);
		return EXIT_DONE;
	}
	if (args->n > 0 && cmd == NULL && print_key(app, args->word[0]))
		return EXIT_DONE;
	if (args->n > 0 && cmd == NULL) {
		for (const struct cmd *const *c = app->commands; *c != NULL; c++)
			nearest_try(&near, (*c)->name);
		for (topic = help_topics; topic->name != NULL; topic++)
			nearest_try(&near, topic->name);
		return fail_unknown(app, &near, args->word[0]);
	}
	help_print(app->render.file, app->commands, cmd);
	return EXIT_DONE;
}

const struct cmd cmd_help = {
	.name = "help",
	.group = GROUP_SHELL,
	.usage = "[COMMAND|TOPIC|KEY]",
	.kinds = "c",
	.summary = "list the commands, or explain one, a topic or a key",
	.examples = { "help", "help set", "help paths", "help totem.token" },
	.see = "explain",
	.max = 1,
	.prints = PRINTS_TEXT,
	.run = run_help,
};
