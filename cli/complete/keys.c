/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/keys.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text/key_path.h"

/*
 * Returns how many bytes of the keys were typed or follow from what was typed: as long
 * as all keys are in one branch, it is passed, which saves a Tab.
 */
static size_t
next_level(const struct cmh_entries *keys, size_t typed)
{
	while (keys->n > 0) {
		const char *first = keys->v[0].key;
		size_t len = typed + strcspn(first + typed, ".");

		if (first[typed] == '\0' || first[len] != '.')
			return typed;
		for (size_t i = 1; i < keys->n; i++)
			if (strncmp(keys->v[i].key, first, len + 1) != 0)
				return typed;
		typed = len + 1;
	}
	return typed;
}

/* Offers the first `len` bytes of a key, of which the word as it was typed replaces the first `hidden`. */
static bool
offer_key(struct completion_context *ctx, const char *key, size_t len, size_t hidden)
{
	bool branch = key[len] == '.';

	return offer_take(ctx, str_format("%.*s%.*s", (int)ctx->out->common, ctx->out->word, (int)(len + branch - hidden), key + hidden),
			  NULL, branch);
}

static bool
begins_with(const struct cmh_entry *entry, void *prefix)
{
	return strncmp(entry->key, prefix, strlen(prefix)) == 0;
}

/* Offers the next component of each key. */
static bool
offer_below(struct completion_context *ctx, const struct cmh_entries *keys, const char *prefix)
{
	size_t typed = next_level(keys, strlen(prefix)), last = 0;
	const char *word = ctx->out->word, *dot = strrchr(word, '.'), *last_dot = strrchr(prefix, '.');
	size_t hidden = last_dot != NULL ? (size_t)(last_dot - prefix) + 1 : 0;
	bool good = true;

	ctx->out->common = key_path_start(word);
	if (dot != NULL && dot >= word + ctx->out->common)
		ctx->out->common = (size_t)(dot - word) + 1;
	for (size_t i = 0; i < keys->n && good; i++) {
		const char *key = keys->v[i].key;
		size_t len = typed + strcspn(key + typed, ".");

		if (i > 0 && strncmp(keys->v[i - 1].key, key, len) == 0 && last == len && keys->v[i - 1].key[len] == key[len])
			continue; /* the same branch again */
		last = len;
		good = offer_key(ctx, key, len, hidden);
	}
	return good;
}

/* Returns the beginning of all keys that match the word. The caller frees it. NULL: out of memory. */
static char *
key_prefix(const struct completion_context *ctx, const char *here)
{
	char *path = key_path_resolve(here, ctx->out->word), *prefix = NULL;

	if (path == NULL || path[0] == '\0' || ctx->out->word[key_path_start(ctx->out->word)] != '\0')
		return path;
	prefix = str_format("%s.", path);
	free(path);
	return prefix;
}

/* Offers "../", which goes up one branch. */
static bool
offer_up(struct completion_context *ctx)
{
	return offer_take(ctx, str_format("%s/", ctx->out->word), NULL, true);
}

const struct cmh_entries *
list_keys(struct completion_context *ctx, const char *prefix)
{
	ctx->listed = ctx->source->keys(ctx->source->arg, ctx->map, prefix);
	return ctx->listed;
}

/* Offers those of the keys that begin with the word below `here`. */
static bool
offer_matching_keys(struct completion_context *ctx, const struct cmh_entries *all, const char *here)
{
	char *prefix = key_prefix(ctx, here);
	struct cmh_entries matching = CMH_ENTRIES_INIT;
	bool good = prefix != NULL;

	/* Only the array is ours: the source owns the keys. */
	if (all != NULL && all->n > 0) {
		matching.v = calloc(all->n, sizeof(*matching.v));
		good = good && matching.v != NULL;
		for (size_t i = 0; i < all->n && good; i++)
			if (begins_with(&all->v[i], prefix) && (ctx->wanted == NULL || ctx->wanted(all->v[i].key)))
				matching.v[matching.n++] = all->v[i];
		good = good && offer_below(ctx, &matching, prefix);
	}
	free(matching.v);
	free(prefix);
	return good;
}

/* Offers keys; a word with which none begins below the branch may be the beginning of one from the top. */
static bool
offer_names(struct completion_context *ctx)
{
	const char *here = ctx->app->here, *word = ctx->out->word;
	char *prefix = here[0] == '\0' ? key_prefix(ctx, here) : strdup("");
	const struct cmh_entries *all = prefix != NULL ? list_keys(ctx, prefix) : NULL;
	bool good = prefix != NULL && offer_matching_keys(ctx, all, here);

	free(prefix);
	if (good && ctx->out->n == 0 && here[0] != '\0' && word[0] != '\0' && key_path_start(word) == 0)
		good = offer_matching_keys(ctx, all, "");
	return good;
}

bool
offer_keys(struct completion_context *ctx)
{
	return strcmp(ctx->out->word + key_path_start(ctx->out->word), "..") == 0 ? offer_up(ctx) : offer_names(ctx);
}
