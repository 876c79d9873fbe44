/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/keys.h"

#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "str.h"
#include "text/key_path.h"

/*
 * Returns how many bytes of the keys were typed or follow from what was typed: as long
 * as all keys are in one branch, it is passed, which saves a Tab. There is a key.
 */
static size_t
next_level(const struct cmh_entries *keys, size_t typed)
{
	for (;;) {
		const char *first = keys->v[0].key;
		size_t len = typed + strcspn(first + typed, ".");

		if (first[typed] == '\0' || first[len] != '.')
			return typed;
		for (size_t i = 1; i < keys->n; i++)
			if (strncmp(keys->v[i].key, first, len + 1) != 0)
				return typed;
		typed = len + 1;
	}
}

const char *
key_note(const char *key, size_t len)
{
	char *name = str_copy_n(key, len);
	const struct key_info *info = NULL;

	if (name != NULL)
		info = key[len] == '.' ? key_info_branch(name) : key_info_exact(name);
	free(name);
	return info != NULL ? info->meaning : NULL;
}

/* Offers the first `len` bytes of a key, of which the word as it was typed replaces the first `hidden`. */
static bool
offer_key(struct completion_context *ctx, const char *key, size_t len, size_t hidden)
{
	bool branch = key[len] == '.';

	return offer_take(ctx, str_format("%.*s%.*s", (int)ctx->out->common, ctx->out->word, (int)(len + branch - hidden), key + hidden),
			  key_note(key, len), branch);
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

/* Adds those of the keys to the matching ones that begin with a prefix. The array has room for them. */
static void
add_matching(const struct completion_context *ctx, const struct cmh_entries *keys, char *prefix, struct cmh_entries *matching)
{
	for (size_t i = 0; keys != NULL && i < keys->n; i++)
		if (begins_with(&keys->v[i], prefix) && (ctx->wanted == NULL || ctx->wanted(keys->v[i].key)))
			matching->v[matching->n++] = keys->v[i];
}

/* Offers those of the keys, and of those that are known, that begin with the word below `here`. */
static bool
offer_matching_keys(struct completion_context *ctx, const struct cmh_entries *all, const struct cmh_entries *known,
		    const char *here)
{
	size_t n = (all != NULL ? all->n : 0) + known->n, kept = 0;
	char *prefix = key_prefix(ctx, here);
	/* Only the array is ours: others own the keys. */
	struct cmh_entries matching = { .v = calloc(n + 1, sizeof(*matching.v)) };
	bool good = prefix != NULL && matching.v != NULL;

	if (good) {
		add_matching(ctx, all, prefix, &matching);
		add_matching(ctx, known, prefix, &matching);
	}
	if (known->n > 0)
		cmh_entries_sort(&matching);
	for (size_t i = 0; i < matching.n; i++)
		if (kept == 0 || strcmp(matching.v[kept - 1].key, matching.v[i].key) != 0)
			matching.v[kept++] = matching.v[i];
	matching.n = kept;
	good = good && (matching.n == 0 || offer_below(ctx, &matching, prefix));
	free(matching.v);
	free(prefix);
	return good;
}

/* Offers keys; a word with which none begins below the branch may be the beginning of one from the top. */
static bool
offer_names(struct completion_context *ctx)
{
	const char *here = ctx->app->here, *word = ctx->out->word;
	char *prefix = here[0] == '\0' ? key_prefix(ctx, here) : str_copy("");
	const struct cmh_entries *all = prefix != NULL ? list_keys(ctx, prefix) : NULL;
	struct cmh_entries known = CMH_ENTRIES_INIT;
	bool good = prefix != NULL && (!ctx->known || key_info_names(&known)) && offer_matching_keys(ctx, all, &known, here);

	free(prefix);
	if (good && ctx->out->n == 0 && here[0] != '\0' && word[0] != '\0' && key_path_start(word) == 0)
		good = offer_matching_keys(ctx, all, &known, "");
	cmh_entries_clear(&known);
	return good;
}

bool
offer_keys(struct completion_context *ctx)
{
	return strcmp(ctx->out->word + key_path_start(ctx->out->word), "..") == 0 ? offer_up(ctx) : offer_names(ctx);
}
