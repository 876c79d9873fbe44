/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of a script or of the prompt, split into words. Pure. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct words {
	char **v;   /* the words without their quotes */
	size_t *at; /* where each begins in the line, in bytes from 0 */
	size_t *end; /* and where it ends */
	size_t n;
	char *block; /* holds the words */
	bool new_word; /* the line is empty or ends with a space: a cursor at its end begins a new word */
	char open;  /* the quote that the line does not close; 0: none */
	const char *error; /* the first error in the line; NULL: none. Static. */
	size_t error_at;   /* where it is, in bytes from 0 */
};

/*
 * Splits a line at white space. In 'x', every character is literal. In "x", the
 * escapes of cmh_quote() are decoded. Elsewhere a backslash makes the next character
 * literal, and a # at the beginning of a word begins a comment. False: see `error`;
 * the words before it are in `out`. Always release it with words_clear().
 */
bool words_split(const char *line, struct words *out);
void words_clear(struct words *words);

/* Makes the places those of a longer line, in which so many bytes are before the words. */
void words_move(struct words *words, size_t before);

#endif
