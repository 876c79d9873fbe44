/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/context.h"

#include <string.h>

/* Returns the option in a word that takes an argument; NULL: none. *attached: the argument in the same word. */
static const struct opt *
option_with_argument(const struct cmd *cmd, const char *word, const char **attached)
{
	const struct opt *opt;

	*attached = NULL;
	if (word[1] == '-') {
		size_t len = strcspn(word + 2, "=");

		opt = opt_by_name(cmd, word + 2, len);
		if (word[2 + len] == '=')
			*attached = word + 2 + len + 1;
		return opt != NULL && opt->arg != NULL ? opt : NULL;
	}
	for (const char *c = word + 1; *c != '\0'; c++) {
		opt = opt_by_letter(cmd, *c);
		if (opt == NULL || opt->arg != NULL) {
			if (c[1] != '\0')
				*attached = c + 1;
			return opt;
		}
	}
	return NULL;
}

/* Remembers the argument of an option, if it matters. */
static void
take_argument(struct completion_context *ctx, const struct opt *opt, const char *argument)
{
	if (opt->id == 'm')
		ctx->map = argument;
	ctx->nodes |= opt->id == 'N';
	ctx->program |= opt->kind == KIND_PROGRAM;
}

/* Reads an option before the cursor. */
static void
pass_option(struct completion_context *ctx, const char *word)
{
	const char *attached;
	const struct opt *opt = option_with_argument(ctx->cmd, word, &attached);

	if (opt != NULL && attached != NULL)
		take_argument(ctx, opt, attached);
	else
		ctx->opt = opt;
}

/* Reads the name of a command, or the words of an alias. */
static void
pass_command(struct completion_context *ctx, const char *word)
{
	const struct alias *alias = alias_find(&ctx->app->aliases, word);

	for (size_t i = 0; alias != NULL && i < alias->n; i++)
		context_pass(ctx, alias->words[i]);
	if (alias != NULL)
		return;
	ctx->cmd = ctx->mode == MODE_PROMPT ? cmd_by_beginning(ctx->app->commands, word) : cmd_by_name(ctx->app->commands, word);
	ctx->unknown = ctx->cmd == NULL;
}

void
context_pass(struct completion_context *ctx, const char *word)
{
	if (ctx->opt != NULL) {
		take_argument(ctx, ctx->opt, word);
		ctx->opt = NULL;
	} else if (!ctx->options_ended && strcmp(word, "--") == 0)
		ctx->options_ended = true;
	else if (!ctx->options_ended && is_option(word))
		pass_option(ctx, word);
	else if (ctx->cmd == NULL && !ctx->unknown)
		pass_command(ctx, word);
	else {
		ctx->last = word;
		if (ctx->n++ == 0)
			ctx->first = word;
		if (ctx->cmd != NULL && ctx->cmd->command_at == ctx->n) {
			ctx->cmd = NULL; /* the next word is a command */
			ctx->n = 0;
		}
	}
}
