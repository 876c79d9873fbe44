/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/words.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"

struct lexer {
	struct words *out;
	const char *line, *s; /* the line, and the next byte to read */
	char *to;             /* where to write the next byte of the word */
};

static bool
fail(struct lexer *lx, const char *at, const char *error)
{
	lx->out->error = error;
	lx->out->error_at = (size_t)(at - lx->line);
	return false;
}

/* Reads a quoted part, up to its closing quote. */
static bool
quoted(struct lexer *lx, char quote)
{
	const char *start = lx->s++;

	while (*lx->s != quote) {
		const char *escape = lx->s;

		if (*lx->s == '\0') {
			lx->out->open = quote;
			return fail(lx, start, quote == '"' ? "the double quote is not closed" : "the single quote is not closed");
		}
		if (*lx->s != '\\' || quote == '\'') {
			*lx->to++ = *lx->s++;
			continue;
		}
		lx->s++;
		if (*lx->s == '\0')
			continue;
		if (!cmh_unquote_char(&lx->s, lx->to))
			return fail(lx, escape, "unknown escape; write \\\\ for a backslash");
		if (*lx->to++ == '\0')
			return fail(lx, escape, "a word cannot contain a NUL byte");
	}
	lx->s++;
	return true;
}

/* Reads one word, which is made of quoted and other parts. */
static bool
word(struct lexer *lx)
{
	while (*lx->s != '\0' && strchr(" \t\r\n", *lx->s) == NULL) {
		if (*lx->s == '"' || *lx->s == '\'') {
			if (!quoted(lx, *lx->s))
				return false;
			continue;
		}
		if (*lx->s == '\\' && (*++lx->s == '\0' || *lx->s == '\n'))
			return fail(lx, lx->s - 1, "the line ends with a backslash");
		*lx->to++ = *lx->s++;
	}
	return true;
}

bool
words_split(const char *line, struct words *out)
{
	size_t len = strlen(line), most = len / 2 + 1;
	struct lexer lx = { .out = out, .line = line, .s = line };
	bool good = true;

	/* Words are never longer than their text in the line, so one block holds them all. */
	*out = (struct words){
		.v = calloc(most, sizeof(*out->v)),
		.at = calloc(most, sizeof(*out->at)),
		.end = calloc(most, sizeof(*out->end)),
		.block = malloc(len + most + 1),
	};
	lx.to = out->block;
	if (out->block == NULL || out->v == NULL || out->at == NULL || out->end == NULL) {
		words_clear(out);
		out->error = "out of memory";
		return false;
	}
	while (good) {
		size_t space = strspn(lx.s, " \t\r\n");
		char *start = lx.to;

		out->new_word = space > 0 || out->n == 0;
		lx.s += space;
		if (*lx.s == '\0' || *lx.s == '#')
			break;
		out->at[out->n] = (size_t)(lx.s - line);
		out->new_word = false;
		good = word(&lx);
		*lx.to++ = '\0';
		out->end[out->n] = (size_t)(lx.s - line);
		out->v[out->n++] = start;
	}
	return good;
}

void
words_clear(struct words *words)
{
	free(words->block);
	free(words->v);
	free(words->at);
	free(words->end);
	*words = (struct words){ 0 };
}

void
words_move(struct words *words, size_t before)
{
	for (size_t i = 0; i < words->n; i++) {
		words->at[i] += before;
		words->end[i] += before;
	}
}
