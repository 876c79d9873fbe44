/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/alias.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh_private.h"
#include "str.h"

const struct alias *
alias_find(const struct aliases *aliases, const char *name)
{
	for (size_t i = 0; i < aliases->n; i++)
		if (strcmp(aliases->v[i].name, name) == 0)
			return &aliases->v[i];
	return NULL;
}

char *
alias_text(const struct alias *alias)
{
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	fprintf(text.out, "%s =", alias->name);
	for (size_t i = 0; i < alias->n; i++) {
		const char *word = alias->words[i];
		bool plain = word[0] != '\0' && word[strcspn(word, " \t\r\n\"'\\#;|>")] == '\0';
		char *quoted = plain ? NULL : cmh_quote(word, strlen(word));

		fprintf(text.out, " %s", quoted != NULL ? quoted : word);
		free(quoted);
	}
	return str_close(&text);
}

static void
alias_clear(struct alias *alias)
{
	free(alias->name);
	str_list_free(alias->words);
}

static void
drop(struct aliases *aliases, const char *name)
{
	const struct alias *alias = alias_find(aliases, name);
	size_t at = alias != NULL ? (size_t)(alias - aliases->v) : 0;

	if (alias == NULL)
		return;
	alias_clear(&aliases->v[at]);
	memmove(&aliases->v[at], &aliases->v[at + 1], (--aliases->n - at) * sizeof(*aliases->v));
}

/* Returns a copy of a list. The caller frees it with str_list_free(); NULL: out of memory. */
static char **
copy_words(char *const *words, size_t n)
{
	char **copy = calloc(n + 1, sizeof(*copy));

	for (size_t i = 0; i < n && copy != NULL; i++)
		if ((copy[i] = str_copy(words[i])) == NULL) {
			str_list_free(copy);
			copy = NULL;
		}
	return copy;
}

bool
alias_set(struct aliases *aliases, const char *name, char *const *words, size_t n)
{
	struct alias alias = { .n = n };

	if (n > 0 && (!array_reserve(&aliases->v, &aliases->capacity, aliases->n + 1, sizeof(*aliases->v)) ||
		      (alias.name = str_copy(name)) == NULL || (alias.words = copy_words(words, n)) == NULL)) {
		alias_clear(&alias);
		return false;
	}
	drop(aliases, name);
	if (n > 0)
		aliases->v[aliases->n++] = alias;
	return true;
}

/* Copies a word to `to`, and returns the place after it. `i`: the word of the line that it comes from. */
static char *
add(struct words *out, const char *word, const struct words *line, size_t i, char *to)
{
	out->v[out->n] = to;
	out->at[out->n] = line->at[i];
	out->end[out->n++] = line->end[i];
	return stpcpy(to, word) + 1;
}

bool
alias_expand(const struct aliases *aliases, struct words *words)
{
	const struct alias *alias = words->n > 0 ? alias_find(aliases, words->v[0]) : NULL;
	struct words out = *words;
	size_t len = 0, n = words->n + (alias != NULL ? alias->n : 0);
	char *to;

	if (alias == NULL)
		return true;
	for (size_t i = 0; i < alias->n; i++)
		len += strlen(alias->words[i]) + 1;
	for (size_t i = 1; i < words->n; i++)
		len += strlen(words->v[i]) + 1;
	out.n = 0;
	out.v = calloc(n, sizeof(*out.v));
	out.at = calloc(n, sizeof(*out.at));
	out.end = calloc(n, sizeof(*out.end));
	out.block = to = malloc(len);
	if (out.v == NULL || out.at == NULL || out.end == NULL || out.block == NULL) {
		words_clear(&out);
		return false;
	}
	for (size_t i = 0; i < alias->n; i++)
		to = add(&out, alias->words[i], words, 0, to);
	for (size_t i = 1; i < words->n; i++)
		to = add(&out, words->v[i], words, i, to);
	words_clear(words);
	*words = out;
	return true;
}

void
aliases_clear(struct aliases *aliases)
{
	for (size_t i = 0; i < aliases->n; i++)
		alias_clear(&aliases->v[i]);
	free(aliases->v);
	*aliases = (struct aliases){ .v = NULL };
}
