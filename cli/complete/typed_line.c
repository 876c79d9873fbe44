/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/typed_line.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "complete/context.h"
#include "complete/hint.h"
#include "key_pattern.h"
#include "str.h"
#include "task/condition.h"
#include "text/key_path.h"
#include "text/parts.h"

struct reader {
	struct app *app;
	const char *line;
	size_t cursor;
	const struct typed_source *source;
	struct typed_line *out;
	struct completion_context ctx; /* of the command that is read */
};

/* ---- names of keys ----------------------------------------------------- */

/* Looks up a name as it was typed: relative to the branch, or else from the top. */
static enum name_state
look_up(const struct reader *r, const char *typed)
{
	char *name = key_path_resolve(r->app->here, typed);
	enum name_state state = NAME_NOT_KNOWN;

	if (name != NULL) {
		key_path_trim(name);
		state = name[0] != '\0' ? r->source->name(r->source->arg, r->ctx.map, name) : NAME_EXISTS;
	}
	if (state == NAME_ABSENT && r->app->here[0] != '\0' && key_path_start(typed) == 0)
		state = r->source->name(r->source->arg, r->ctx.map, typed);
	free(name);
	return state;
}

/* Whether all arguments of a command are names that must exist, in the map in use. */
static bool
wants_existing(const struct reader *r, const char *typed)
{
	const struct cmd *cmd = r->ctx.cmd;

	for (int i = 0; i <= r->ctx.n; i++)
		if (!kind_is_name(cmd_word_kind(cmd, i)))
			return false; /* of another map, such as a file */
	/* set makes a key, and a task waits for one. What is new in the stats map is not seen at once. */
	return cmd_word_kind(cmd, 1) != KIND_TYPE_OR_VALUE && (cmd->flags & CMD_TASK) == 0 && !r->ctx.nodes &&
	       r->app->nodes == NULL && strncmp(typed + key_path_start(typed), "stats", 5) != 0 &&
	       strncmp(r->app->here, "stats", 5) != 0;
}

/* `here`: the word ends at the cursor, and may not be complete. */
static enum typed_kind
judge_name(const struct reader *r, const char *word, bool here)
{
	enum name_state state;

	if (key_pattern_is(word))
		return TYPED_TEXT;
	state = look_up(r, word);
	if (state == NAME_EXISTS)
		return TYPED_KEY;
	if (state == NAME_NOT_KNOWN || (here && state == NAME_BEGINS))
		return TYPED_TEXT;
	return wants_existing(r, word) ? TYPED_UNKNOWN : TYPED_TEXT;
}

static enum typed_kind
judge_condition(const struct reader *r, const char *word, bool here)
{
	size_t not = word[0] == '!';
	char *name = str_copy_n(word + not, condition_name_length(word + not));
	enum typed_kind kind = name != NULL && name[0] != '\0' ? judge_name(r, name, here) : TYPED_TEXT;

	free(name);
	return kind;
}

/* ---- words --------------------------------------------------------------- */

static enum typed_kind
judge_command(const struct reader *r, const char *word, bool here)
{
	if (alias_find(&r->app->aliases, word) != NULL || cmd_by_beginning(r->app->commands, word) != NULL)
		return TYPED_COMMAND;
	for (const struct cmd *const *c = r->app->commands; here && *c != NULL; c++)
		if (strncmp((*c)->name, word, strlen(word)) == 0)
			return TYPED_TEXT;
	for (size_t i = 0; here && i < r->app->aliases.n; i++)
		if (strncmp(r->app->aliases.v[i].name, word, strlen(word)) == 0)
			return TYPED_TEXT;
	return TYPED_UNKNOWN;
}

static enum typed_kind
judge_option(const struct cmd *cmd, const char *word, bool here)
{
	const struct opt *opt;

	if (word[1] == '-') {
		if (opt_by_name(cmd, word + 2, strcspn(word + 2, "=")) != NULL)
			return TYPED_OPTION;
		return here && opt_begins(cmd, word + 2) ? TYPED_TEXT : TYPED_UNKNOWN;
	}
	for (const char *c = word + 1; *c != '\0'; c++) {
		opt = opt_by_letter(cmd, *c);
		if (opt == NULL)
			return TYPED_UNKNOWN;
		if (opt->arg != NULL)
			break;
	}
	return TYPED_OPTION;
}

static enum typed_kind
judge_argument(const struct reader *r, const char *word, bool here)
{
	const struct cmd *cmd = r->ctx.cmd;
	enum word_kind kind = cmd_word_kind(cmd, r->ctx.n);

	if (cmd->max >= 0 && r->ctx.n >= cmd->max)
		return TYPED_TEXT;
	if (kind == KIND_CONDITION)
		return judge_condition(r, word, here);
	return kind_is_name(kind) || kind == KIND_EXPLAINED ? judge_name(r, word, here) : TYPED_TEXT;
}

static enum typed_kind
judge(const struct reader *r, const char *word, bool here)
{
	const struct completion_context *ctx = &r->ctx;

	if (ctx->opt != NULL || ctx->program || ctx->unknown || (ctx->cmd != NULL && (ctx->cmd->flags & CMD_FOREIGN) != 0))
		return TYPED_TEXT;
	if (!ctx->options_ended && is_option(word))
		return strcmp(word, "--") == 0 ? TYPED_OPTION : judge_option(ctx->cmd, word, here);
	return ctx->cmd == NULL ? judge_command(r, word, here) : judge_argument(r, word, here);
}

/* Takes a word, from `at` up to `end`. */
static bool
take_word(struct reader *r, const char *word, size_t at, size_t end)
{
	enum typed_kind kind = judge(r, word, r->cursor == end);
	struct typed_line *out = r->out;

	if (!array_reserve(&out->v, &out->capacity, out->n + 1, sizeof(*out->v)))
		return false;
	out->v[out->n++] = (struct typed_word){ at, end, kind };
	if (r->cursor >= at && r->cursor <= end)
		out->note = hint_note(&r->ctx, word, kind);
	context_pass(&r->ctx, word);
	/* A command that is typed in full may be followed by its arguments. */
	out->apart = kind == TYPED_COMMAND && r->ctx.cmd != NULL && r->cursor == end && r->line[end] == '\0' &&
		     strcmp(r->ctx.cmd->name, word) == 0;
	if (out->apart)
		out->usage = hint_usage(&r->ctx);
	return true;
}

/* Whether the cursor is at the end of the line, and begins a new word there. */
static bool
is_new_word(const struct reader *r, const char *text, const struct words *words)
{
	const char *rest = text + (words->n > 0 ? words->end[words->n - 1] : 0);

	return words->error == NULL && words->n > 0 && words->new_word && rest[strspn(rest, " \t")] == '\0' && r->line[r->cursor] == '\0';
}

/* Reads a command, which begins at `at`, and of which `text` is a copy. */
static bool
read_command(struct reader *r, const char *text, size_t at)
{
	struct words words;
	bool good = words_split(text, &words) || words.v != NULL;

	r->ctx = (struct completion_context){ .app = r->app, .mode = MODE_PROMPT };
	for (size_t i = 0; i < words.n && good; i++)
		good = take_word(r, words.v[i], at + words.at[i], at + words.end[i]);
	if (good && is_new_word(r, text, &words)) {
		r->out->usage = hint_usage(&r->ctx);
		r->out->note = hint_note(&r->ctx, "", TYPED_TEXT);
	}
	words_clear(&words);
	return good;
}

bool
typed_line_read(struct app *app, const char *line, size_t cursor, const struct typed_source *source, struct typed_line *out)
{
	struct reader r = { .app = app, .line = line, .cursor = cursor, .source = source, .out = out };
	const char *last = line_parts_last_command(line);
	struct parts parts;
	bool good = true;

	*out = (struct typed_line){ .v = NULL };
	(void)line_parts_split(line, &parts); /* what is before an error counts */
	for (size_t i = 0; i < parts.n && good; i++) {
		const struct part *part = &parts.v[i];

		if (!part->program && line + part->at != last)
			good = read_command(&r, part->text, part->at);
	}
	/* With the spaces at its end, after which another word begins. */
	if (good && last != NULL)
		good = read_command(&r, last, (size_t)(last - line));
	line_parts_clear(&parts);
	return good;
}

void
typed_line_clear(struct typed_line *typed)
{
	free(typed->v);
	free(typed->usage);
	free(typed->note);
	*typed = (struct typed_line){ .v = NULL };
}
