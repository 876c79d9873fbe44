/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads a line up to the cursor, to find out which kind of word is at the cursor. */
#include "complete/complete.h"

#include <stdlib.h>
#include <string.h>

#include "complete/context.h"
#include "complete/files.h"
#include "complete/kinds.h"
#include "str.h"
#include "task/condition.h"
#include "text/parts.h"

static bool
offer_argument(struct completion_context *ctx)
{
	return offer_kind(ctx, ctx->opt->kind);
}

/* Completes the value of --name=VALUE. */
static bool
offer_attached(struct completion_context *ctx, const char *equals)
{
	const char *word = ctx->out->word;

	ctx->opt = opt_by_name(ctx->cmd, word + 2, (size_t)(equals - word) - 2);
	return ctx->opt == NULL || ctx->opt->kind == 0 || offer_after(ctx, (size_t)(equals - word) + 1, offer_argument);
}

/* Offers an argument of the command. */
static bool
offer_word(struct completion_context *ctx)
{
	enum word_kind kind = cmd_word_kind(ctx->cmd, ctx->n);
	const char *word = ctx->out->word;
	bool condition = kind == KIND_CONDITION && word[condition_name_length(word)] == '\0';

	ctx->out->no_letter = condition || kind_is_name(kind) || kind == KIND_EXPLAINED || kind == KIND_COMMAND;
	return offer_kind(ctx, kind);
}

/* Adds the candidates for the word at the cursor. */
static bool
offer_here(struct completion_context *ctx)
{
	const char *word = ctx->out->word;

	if (ctx->opt != NULL)
		return offer_argument(ctx);
	if (!ctx->options_ended && strncmp(word, "--", 2) == 0 && strchr(word, '=') != NULL)
		return offer_attached(ctx, strchr(word, '='));
	ctx->out->no_letter = true;
	if (!ctx->options_ended && word[0] == '-')
		return offer_options(ctx);
	if (ctx->cmd == NULL)
		return ctx->unknown || offer_commands(ctx);
	return (ctx->cmd->max >= 0 && ctx->n >= ctx->cmd->max) || offer_word(ctx);
}

bool
complete(struct app *app, const char *line, enum mode mode, const struct complete_source *source, struct completion *out)
{
	struct completion_context ctx = { .app = app, .mode = mode, .source = source, .out = out };
	struct words words;
	size_t len = strlen(line), before;
	bool new_word, good;

	*out = (struct completion){ 0 };
	if (!words_split(line, &words) && words.v == NULL)
		return false;
	/* The cursor is in the last word, unless a space is before it. */
	new_word = words.n == 0 || words.new_word;
	before = new_word ? words.n : words.n - 1;
	out->word = str_copy(new_word ? "" : words.v[before]);
	out->at = new_word ? len : words.at[before];
	out->quote = words.open;
	good = out->word != NULL;
	for (size_t i = 0; i < before && good; i++)
		context_pass(&ctx, words.v[i]);
	good = good && offer_here(&ctx);
	words_clear(&words);
	return good;
}

bool
complete_file(struct app *app, const char *line, size_t at, struct completion *out)
{
	struct completion_context ctx = { .app = app, .mode = MODE_PROMPT, .out = out };
	struct words words;
	bool good;

	if (strncmp(line + at, PART_HOME, strlen(PART_HOME)) == 0 && (ctx.folder = getenv("HOME")) != NULL)
		at += strlen(PART_HOME);
	*out = (struct completion){ .at = at };
	(void)words_split(line + at, &words);
	out->word = str_copy(words.n > 0 ? words.v[0] : "");
	good = out->word != NULL && offer_files(&ctx);
	words_clear(&words);
	return good;
}

void
completion_clear(struct completion *completion)
{
	for (size_t i = 0; i < completion->n; i++) {
		free(completion->v[i].text);
		free(completion->v[i].note);
	}
	free(completion->v);
	free(completion->word);
	*completion = (struct completion){ 0 };
}

char *
completion_prefix(const struct completion *completion)
{
	size_t len;

	if (completion->n == 0)
		return NULL;
	len = strlen(completion->v[0].text);
	for (size_t i = 1; i < completion->n; i++) {
		size_t same = 0;

		while (same < len && completion->v[i].text[same] == completion->v[0].text[same])
			same++;
		len = same;
	}
	/* Never end in the middle of a character. */
	while (len > 0 && ((unsigned char)completion->v[0].text[len] & 0xc0) == 0x80)
		len--;
	return str_copy_n(completion->v[0].text, len);
}
