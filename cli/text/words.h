/* SPDX-License-Identifier: BSD-3-Clause */
/* A line of a script or of the prompt, split into words. Pure. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct words {
	char **v;   /* the words without their quotes */
	size_t *at; /* where each begins in the line, in bytes */
	size_t n;
	char *block; /* holds the words */
	bool ended; /* a blank or nothing stands before the end of the line: the cursor is behind the last word, not in it */
	char open;  /* the quote that is still open at the end of the line; 0: none */
	const char *error; /* what is wrong with the line, NULL: nothing. Static. */
	size_t error_at;   /* where, in bytes */
};

/*
 * Splits a line at blanks. 'x' keeps everything, "x" takes the escapes of
 * cmh_quote(), a backslash elsewhere keeps the next character, # at the
 * beginning of a word begins a comment. False: see `error`, or out of memory.
 * The words before the error are there. Release with words_clear() always.
 */
bool words_split(const char *line, struct words *out);
void words_clear(struct words *words);

#endif
