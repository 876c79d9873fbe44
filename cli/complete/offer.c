/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/offer.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "str.h"

bool
offer_take(struct completion_context *ctx, char *text, const char *note, bool unfinished)
{
	struct completion *out = ctx->out;
	struct candidate c = { text, note != NULL ? str_copy(note) : NULL, unfinished };

	if (text == NULL || (note != NULL && c.note == NULL) ||
	    !array_reserve(&out->v, &out->capacity, out->n + 1, sizeof(*out->v))) {
		free(text);
		free(c.note);
		return false;
	}
	out->v[out->n++] = c;
	return true;
}

/* Whether a candidate begins with the word at the cursor. */
static bool
matches_word(const struct completion_context *ctx, const char *text)
{
	return strncmp(text, ctx->out->word, strlen(ctx->out->word)) == 0;
}

bool
offer_matching(struct completion_context *ctx, const char *text, const char *note)
{
	return !matches_word(ctx, text) || offer_take(ctx, str_copy(text), note, false);
}

bool
offer_list(struct completion_context *ctx, const char *list, const char *separators)
{
	bool good = true;

	while (*list != '\0' && good) {
		size_t len = strcspn(list, separators);
		char *one = str_copy_n(list, len);

		good = one != NULL && offer_matching(ctx, one, NULL);
		free(one);
		list += len + strspn(list + len, separators);
	}
	return good;
}

bool
offer_after(struct completion_context *ctx, size_t head, bool (*rest)(struct completion_context *))
{
	char *word = ctx->out->word;
	bool good;

	ctx->out->word += head;
	good = rest(ctx);
	ctx->out->word = word;
	for (size_t i = 0; i < ctx->out->n && good; i++) {
		char *text = str_format("%.*s%s", (int)head, word, ctx->out->v[i].text);

		good = text != NULL;
		if (good) {
			free(ctx->out->v[i].text);
			ctx->out->v[i].text = text;
		}
	}
	ctx->out->common += head;
	return good;
}
