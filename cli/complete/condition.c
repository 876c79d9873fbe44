/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/condition.h"

#include <stdlib.h>
#include <string.h>

#include "complete/keys.h"
#include "complete/values.h"
#include "know/key.h"
#include "str.h"
#include "task/condition.h"
#include "text/key_path.h"

/* ---- names with stars ------------------------------------------------------ */

static int
compare_texts(const void *a, const void *b)
{
	return cmh_name_cmp(((const struct candidate *)a)->text, ((const struct candidate *)b)->text);
}

/* Adds a candidate to another one with the same text. A description stays only if it is that of both. */
static void
merge(struct candidate *into, struct candidate *other)
{
	if (into->note != NULL && (other->note == NULL || strcmp(into->note, other->note) != 0)) {
		free(into->note);
		into->note = NULL;
	}
	free(other->text);
	free(other->note);
}

/* Sorts the candidates from number `first` on, and keeps one of those that have the same text. */
static void
keep_each_once(struct completion *out, size_t first)
{
	size_t kept = first;

	if (out->n > first)
		qsort(out->v + first, out->n - first, sizeof(*out->v), compare_texts);
	for (size_t i = first; i < out->n; i++)
		if (kept > first && strcmp(out->v[kept - 1].text, out->v[i].text) == 0)
			merge(&out->v[kept - 1], &out->v[i]);
		else
			out->v[kept++] = out->v[i];
	out->n = kept;
}

/* Returns the component of a key after as many dots as `pattern` has; NULL: the key has fewer. */
static const char *
same_component(const char *key, const char *pattern)
{
	for (const char *dot = strchr(pattern, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
		key += strcspn(key, ".");
		if (*key++ == '\0')
			return NULL;
	}
	return key;
}

/* Whether the beginning of a key matches the beginning of a name with stars. */
static bool
matches(const char *name, size_t name_len, const char *key, size_t key_len)
{
	struct condition c = { .name = str_copy_n(name, name_len) };
	char *head = str_copy_n(key, key_len);
	bool good = c.name != NULL && head != NULL && condition_matches_key(&c, head);

	free(head);
	free(c.name);
	return good;
}

/* Offers the component `part` of a key for the last one of the word, if the key matches. Keeps stars that were typed. */
static bool
offer_component(struct completion_context *ctx, const char *name, const char *key, const char *part)
{
	const char *typed = ctx->out->word + ctx->out->common, *dot = strrchr(name, '.');
	size_t len = strcspn(part, "."), above = (size_t)(part - key);
	bool star = strchr(typed, '*') != NULL;
	char *text;

	if (star ? !matches(name, strlen(name), key, above + len)
		 : strncmp(part, typed, strlen(typed)) != 0 ||
			   !matches(name, dot != NULL ? (size_t)(dot - name) + 1 : 0, key, above))
		return true;
	text = str_format("%.*s%.*s%s", (int)ctx->out->common, ctx->out->word, (int)(star ? strlen(typed) : len),
			  star ? typed : part, part[len] == '.' ? "." : "");
	return offer_take(ctx, text, key_note(key, above + len), part[len] == '.');
}

/* Offers the component of a key that the last one of the word may become: after a **, one of any depth. */
static bool
offer_components(struct completion_context *ctx, const char *name, const char *key)
{
	bool deep = strstr(name, "**") != NULL, good = true;
	const char *part = deep ? key : same_component(key, name);

	while (part != NULL && good) {
		const char *dot = deep ? strchr(part, '.') : NULL;

		good = offer_component(ctx, name, key, part);
		part = dot != NULL ? dot + 1 : NULL;
	}
	return good;
}

/* Offers one component of all keys that match a name with stars, each once. */
static bool
offer_below_stars(struct completion_context *ctx)
{
	const char *word = ctx->out->word, *start = word + key_path_start(word), *dot = strrchr(start, '.');
	char *name = key_path_resolve(ctx->app->here, word), *prefix = name != NULL ? str_copy_n(name, strcspn(name, "*")) : NULL;
	const struct cmh_entries *all = prefix != NULL ? list_keys(ctx, prefix) : NULL;
	bool good = prefix != NULL;
	size_t first = ctx->out->n;

	ctx->out->common = (size_t)((dot != NULL ? dot + 1 : start) - word);
	for (size_t i = 0; all != NULL && i < all->n && good; i++) {
		if (ctx->wanted == NULL || ctx->wanted(all->v[i].key))
			good = offer_components(ctx, name, all->v[i].key);
	}
	keep_each_once(ctx->out, first);
	free(prefix);
	free(name);
	return good;
}

bool
offer_name(struct completion_context *ctx)
{
	return strchr(ctx->out->word, '*') != NULL ? offer_below_stars(ctx) : offer_keys(ctx);
}

/* ---- operators --------------------------------------------------------------- */

/* Returns the type of the first listed key that matches a name; CMH_NONE: not known. */
static enum cmh_type
find_type(const struct completion_context *ctx, const char *text)
{
	struct condition c = { .name = key_path_resolve(ctx->app->here, text) };
	enum cmh_type type = CMH_NONE;

	for (size_t i = 0; c.name != NULL && ctx->listed != NULL && i < ctx->listed->n && type == CMH_NONE; i++)
		if (condition_matches_key(&c, ctx->listed->v[i].key))
			type = ctx->listed->v[i].value.type;
	free(c.name);
	return type;
}

/* Offers the operators for the type of a key that begin with `typed`. */
static bool
offer_operators(struct completion_context *ctx, const char *name, const char *typed)
{
	enum cmh_type type = find_type(ctx, name);
	bool numbers = type != CMH_STR && type != CMH_BIN, good = true;
	const char *op;

	for (size_t i = 0; good && (op = condition_operator(i)) != NULL; i++)
		if (strncmp(op, typed, strlen(typed)) == 0 && (numbers || (op[0] != '<' && op[0] != '>')))
			good = offer_take(ctx, str_format("%s%s", name, op), NULL, true);
	return good;
}

/* Offers operators after a complete name: the word itself, or the only key that it can become. */
static bool
offer_operators_after_name(struct completion_context *ctx)
{
	const struct completion *out = ctx->out;
	size_t at = 0;
	char *name;
	bool good;

	while (at < out->n && (out->v[at].unfinished || (out->n > 1 && strcmp(out->v[at].text, out->word) != 0)))
		at++;
	if (at == out->n)
		return true;
	name = str_copy(out->v[at].text);
	good = name != NULL && offer_operators(ctx, name, "");
	free(name);
	return good;
}

/* ---- values -------------------------------------------------------------------- */

/* Offers the usual values of the key, or else its current one. */
static bool
offer_value(struct completion_context *ctx)
{
	const struct key_info *info = key_info_find(ctx->key);

	return info != NULL && info->values[0] != '\0' ? offer_list(ctx, info->values, " ") : offer_current_value(ctx, ctx->key);
}

/* ---- the parts of the word --------------------------------------------------- */

static bool
offer_changes(struct completion_context *ctx)
{
	return offer_list(ctx, "changes", " ");
}

/* Offers what may follow the name. */
static bool
offer_rest(struct completion_context *ctx, size_t name_len)
{
	enum condition_op op;
	const char *rest = ctx->out->word + name_len;
	size_t op_len = condition_operator_length(rest, &op);
	char *name = str_copy_n(ctx->out->word, name_len), *key = name != NULL ? key_path_resolve(ctx->app->here, name) : NULL;
	bool good = key != NULL;

	ctx->key = key;
	if (good && op_len > 0)
		good = offer_after(ctx, name_len + op_len, offer_value);
	else if (good && strcmp(rest, "!") == 0)
		good = offer_operators(ctx, name, rest);
	else if (good && rest[0] == ' ') /* the condition is in quotes */
		good = offer_after(ctx, name_len + 1, offer_changes);
	ctx->key = NULL;
	free(key);
	free(name);
	return good;
}

/* Whether the word before the cursor is a key and nothing else, so that "changes" may follow. */
static bool
is_after_name(const struct completion_context *ctx)
{
	return ctx->opt == NULL && ctx->last != NULL && ctx->last[0] != '\0' && ctx->last[condition_name_length(ctx->last)] == '\0';
}

/* Offers the states of the cluster that have a name. */
static bool
offer_goals(struct completion_context *ctx)
{
	bool good = true;
	size_t n;
	const struct goal *all = goals(&n);

	for (size_t i = 0; i < n && good; i++)
		good = offer_matching(ctx, all[i].name, all[i].meaning);
	return good;
}

/* Offers what a condition can begin with, also after a !. */
static bool
offer_existing(struct completion_context *ctx)
{
	return offer_goals(ctx) && offer_name(ctx);
}

bool
offer_conditions(struct completion_context *ctx)
{
	const char *word = ctx->out->word;
	size_t len = condition_name_length(word);

	if (word[0] == '!')
		return word[1 + condition_name_length(word + 1)] != '\0' || offer_after(ctx, 1, offer_existing);
	if (word[len] != '\0')
		return offer_rest(ctx, len);
	return offer_existing(ctx) && offer_operators_after_name(ctx) && (!is_after_name(ctx) || offer_changes(ctx));
}
