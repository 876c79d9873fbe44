/* SPDX-License-Identifier: BSD-3-Clause */
/* "did you mean": the nearest of many words. */
#ifndef TEXT_NEAREST_H
#define TEXT_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *word;
	const char *best; /* NULL: nothing is near enough */
	size_t distance;
};

/* Begins a search for what is near `word`, which must outlive it. */
struct nearest nearest_start(const char *word);

/* Offers a candidate; `best` points to it afterwards if it is the nearest so far. */
void nearest_try(struct nearest *nearest, const char *candidate);

/* "did you mean BEST?", or `otherwise` when nothing is near. Owned by the caller; NULL: no hint, or out of memory. */
char *nearest_hint(const struct nearest *nearest, const char *otherwise);

#endif
