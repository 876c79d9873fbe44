/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/hint.h"

#include <stdlib.h>
#include <string.h>

#include "know/key_text.h"
#include "str.h"
#include "task/condition.h"
#include "text/key_path.h"

/* ---- what may follow --------------------------------------------------- */

/* Returns the end of the first item of a usage. What is in brackets is one item. */
static const char *
item_end(const char *usage)
{
	int depth = 0;

	for (; *usage != '\0' && (*usage != ' ' || depth > 0); usage++)
		depth += (*usage == '[') - (*usage == ']');
	return usage;
}

/* Removes the first item, unless it repeats: of "[B [PATH]...]", what is left is "[PATH]...". */
static void
drop_item(char *usage)
{
	char *end = (char *)item_end(usage), *rest = end;

	if (end - usage >= 3 && strncmp(end - 3, "...", 3) == 0)
		return;
	if (usage[0] == '[') { /* what else is in the brackets, without them */
		rest = (char *)item_end(usage + 1);
		rest = rest < end ? rest : end - 1;
		memmove(end - 1, end, strlen(end) + 1);
	}
	rest += strspn(rest, " ");
	memmove(usage, rest, strlen(rest) + 1);
}

/* Whether the arguments so far are all: of KEY [TYPE] VALUE, the word after KEY is a VALUE unless it is a type. */
static bool
is_complete(const struct completion_context *ctx)
{
	return (ctx->cmd->max >= 0 && ctx->n >= ctx->cmd->max) ||
	       (ctx->n > 0 && cmd_word_kind(ctx->cmd, ctx->n - 1) == KIND_TYPE_OR_VALUE && cmh_type_by_name(ctx->last) == CMH_NONE);
}

char *
hint_usage(const struct completion_context *ctx)
{
	char *usage;

	if (ctx->opt != NULL)
		return ctx->opt->arg != NULL ? str_copy(ctx->opt->arg) : NULL;
	if (ctx->cmd == NULL || ctx->program || is_complete(ctx))
		return NULL;
	usage = str_copy(ctx->cmd->usage);
	for (int i = 0; usage != NULL && i < ctx->n; i++)
		drop_item(usage);
	if (usage != NULL && usage[0] != '\0')
		return usage;
	free(usage);
	return NULL;
}

/* ---- what a word is about ---------------------------------------------- */

/* Returns the row of the table for a key or a branch. NULL: nothing is known about it. */
static const struct key_info *
info_of(const char *name)
{
	const struct key_info *info = key_info_exact(name);

	return info != NULL ? info : key_info_branch(name);
}

/* Returns the meaning of a key or a branch. `typed`: its name, perhaps relative, of which `len` bytes count. */
static char *
name_note(const struct completion_context *ctx, const char *typed, size_t len)
{
	char *word = str_copy_n(typed, len), *name = word != NULL ? key_path_resolve(ctx->app->here, word) : NULL;
	const struct key_info *info = NULL;

	if (name != NULL) {
		key_path_trim(name);
		key_path_trim(word);
		info = info_of(name);
		if (info == NULL && key_path_start(word) == 0)
			info = info_of(word); /* a name from the top */
	}
	free(word);
	free(name);
	return info != NULL ? str_copy(info->meaning) : NULL;
}

/* Returns the meaning of the key that gets a value, and what values it may have. */
static char *
value_note(const struct completion_context *ctx)
{
	char *name = key_path_resolve(ctx->app->here, ctx->first);
	const struct key_info *info = name != NULL ? key_info_exact(name) : NULL;
	char *range = info != NULL ? key_range_text(info) : NULL, *note = NULL;

	if (info != NULL)
		note = str_format("%s%s%s%s", info->meaning, range != NULL ? " (" : "", range != NULL ? range : "",
				  range != NULL ? ")" : "");
	free(range);
	free(name);
	return note;
}

static char *
option_note(const struct completion_context *ctx, const char *word)
{
	const struct opt *opt = word[1] == '-' ? opt_by_name(ctx->cmd, word + 2, strcspn(word + 2, "="))
					       : opt_by_letter(ctx->cmd, word[strlen(word) - 1]);

	return opt != NULL ? opt_help(opt) : NULL;
}

/* Returns a note on an argument; on one that is not typed yet, on the command. */
static char *
argument_note(const struct completion_context *ctx, const char *word)
{
	enum word_kind kind = cmd_word_kind(ctx->cmd, ctx->n);
	size_t not = kind == KIND_CONDITION && word[0] == '!';

	if (ctx->n > 0 && (kind == KIND_VALUE || kind == KIND_TYPE_OR_VALUE))
		return value_note(ctx);
	if (word[0] == '\0')
		return ctx->n == 0 || ctx->cmd->max < 0 ? str_copy(ctx->cmd->summary) : NULL;
	if (kind == KIND_CONDITION)
		return name_note(ctx, word + not, condition_name_length(word + not));
	return kind_is_name(kind) || kind == KIND_EXPLAINED ? name_note(ctx, word, strlen(word)) : NULL;
}

char *
hint_note(const struct completion_context *ctx, const char *word, enum typed_kind kind)
{
	const struct cmd *cmd;

	if (ctx->program)
		return NULL;
	if (ctx->opt != NULL)
		return opt_help(ctx->opt);
	switch (kind) {
	case TYPED_COMMAND: return (cmd = cmd_by_beginning(ctx->app->commands, word)) != NULL ? str_copy(cmd->summary) : NULL;
	case TYPED_OPTION: return option_note(ctx, word);
	case TYPED_UNKNOWN:
		return str_copy(ctx->cmd == NULL ? "unknown command" : word[0] == '-' ? "unknown option" : "no key of this name");
	case TYPED_TEXT:
	case TYPED_KEY: break;
	}
	return ctx->cmd != NULL ? argument_note(ctx, word) : NULL;
}
