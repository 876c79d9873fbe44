/* SPDX-License-Identifier: BSD-3-Clause */
/* The nearest of many words, for the hint "did you mean". */
#ifndef TEXT_NEAREST_H
#define TEXT_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *word;
	const char *best; /* NULL: no candidate is near enough */
	size_t distance;
};

/* Starts a search for the word nearest to `word`, which must outlive it. */
struct nearest nearest_start(const char *word);

/* Compares a candidate. If it is the nearest so far, `best` points to it afterwards. */
void nearest_try(struct nearest *nearest, const char *candidate);

/* Returns "did you mean" with the best word, or else a copy of `otherwise`. The caller frees it; NULL: no hint. */
char *nearest_hint(const struct nearest *nearest, const char *otherwise);

#endif
