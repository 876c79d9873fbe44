/* SPDX-License-Identifier: BSD-3-Clause */
/* every: runs a command again and again, on a terminal in place. */
#include <stdlib.h>

#include "core/cmd.h"
#include "core/run.h"
#include "session/repeat.h"
#include "text/duration.h"

enum { LEAST_MS = 100 };

/* Reads the interval. Prints errors. */
static enum exit_code
read_interval(struct app *app, const char *word, unsigned *ms)
{
	struct cmh_error err = CMH_ERROR_INIT;

	if (!duration_parse(word, ms, &err))
		return app_fail_cmh_at(app, where_word(word), &err);
	if (*ms < LEAST_MS)
		return app_fail_at(app, where_word(word), EXIT_USAGE, "use at least 100ms", "\"%s\" is too short", word);
	return EXIT_DONE;
}

/* Whether a command does something else than to read and end. */
static bool
does_not_end(const struct args *args)
{
	bool watches = args->cmd->opts != NULL && args_opt(args, "watch") != NULL;

	return watches || (args->cmd->flags & (CMD_TASK | CMD_SESSION | CMD_PROMPT | CMD_REPEATS)) != 0;
}

/* Refuses what must not be repeated. Other errors in the words are left to the command itself. */
static enum exit_code
check_command(struct app *app, const struct settings *set, int n, char **words)
{
	struct args_error error;
	struct args inner;
	enum exit_code code = EXIT_DONE;

	args_parse(&inner, app->commands, set, n, words, &error);
	if (inner.cmd == NULL)
		;
	else if ((inner.cmd->flags & (CMD_WRITES | CMD_FOREIGN)) != 0)
		code = app_fail_at(app, where_word(words[0]), EXIT_REFUSED, "run: cmapsh help every",
				   "\"%s\" can change the cluster, and is not repeated", inner.cmd->name);
	else if (does_not_end(&inner))
		code = app_fail_at(app, where_word(words[0]), EXIT_USAGE, "use a command that prints and ends, such as get",
				   "\"%s\" cannot be repeated", inner.cmd->name);
	args_error_clear(&error);
	args_clear(&inner);
	return code;
}

/* Returns the words after the interval, with those of an alias in its place. Only the array is the caller's. NULL: out of memory. */
static char **
command_words(const struct app *app, const struct args *args, int *n)
{
	const struct alias *alias = alias_find(&app->aliases, args->given[1]);
	size_t n_alias = alias != NULL ? alias->n : 0;
	char **words = calloc(n_alias + (size_t)args->n, sizeof(*words));

	*n = 0;
	for (size_t i = 0; i < n_alias && words != NULL; i++)
		words[(*n)++] = alias->words[i];
	for (int i = alias != NULL ? 2 : 1; i < args->n && words != NULL; i++)
		words[(*n)++] = args->given[i];
	return words;
}

static enum exit_code
run_every(struct app *app, const struct args *args)
{
	unsigned ms;
	enum exit_code code = read_interval(app, args->given[0], &ms);
	char **words;
	int n;

	if (code != EXIT_DONE)
		return code;
	if ((words = command_words(app, args, &n)) == NULL)
		return app_no_memory(app);
	code = check_command(app, &args->set, n, words);
	if (code == EXIT_DONE)
		code = repeat_run(app, &args->set, ms, n, words);
	free(words);
	return code;
}

const struct cmd cmd_every = {
	.name = "every",
	.group = GROUP_MONITOR,
	.usage = "DURATION COMMAND...",
	.kinds = "-",
	.summary = "run a command again and again, until Ctrl-C",
	.about = "On a terminal, the output is shown in place and what has changed is marked; elsewhere each output follows the "
		 "one before. Options after the command are those of the command; options of every come before DURATION. "
		 "A command that can change the cluster is refused.",
	.examples = { "every 2s get runtime.config.totem.token", "every 5s status" },
	.see = "watch, rate",
	.exits = { { EXIT_REFUSED, "the command can change the cluster" }, { EXIT_INTERRUPTED, "Ctrl-C" } },
	.command_at = 1,
	.min = 2,
	.max = -1,
	.flags = CMD_REPEATS,
	.prints = PRINTS_NOTHING,
	.run = run_every,
};
