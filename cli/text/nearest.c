/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/nearest.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* How many letters must be changed, added, left out or swapped with their neighbour. SIZE_MAX: out of memory. */
static size_t
edit_distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b), width = nb + 1, result;
	size_t *d = calloc((na + 1) * width, sizeof(*d));

	if (d == NULL)
		return (size_t)-1;
	for (size_t i = 0; i <= na; i++)
		d[i * width] = i;
	for (size_t j = 0; j <= nb; j++)
		d[j] = j;
	for (size_t i = 1; i <= na; i++)
		for (size_t j = 1; j <= nb; j++) {
			size_t *at = &d[i * width + j];

			*at = least(at[-1] + 1, at[-(ptrdiff_t)width] + 1,
				    at[-(ptrdiff_t)width - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				*at = least(*at, *at, d[(i - 2) * width + j - 2] + 1);
		}
	result = d[na * width + nb];
	free(d);
	return result;
}

struct near
near_start(const char *word)
{
	size_t len = strlen(word);

	/* At most a third of the letters may be wrong. */
	return (struct near){ .word = word, .distance = len / 3 + 1 + (len < 3) };
}

void
near_try(struct near *near, const char *candidate)
{
	size_t na = strlen(near->word), nb = strlen(candidate), distance;

	if (na > 2 && strncmp(near->word, candidate, na) == 0 && near->distance > 1) { /* it was only cut short */
		near->distance = 1;
		near->best = candidate;
	}
	if ((na > nb ? na - nb : nb - na) >= near->distance)
		return;
	distance = edit_distance(near->word, candidate);
	if (distance < near->distance) {
		near->distance = distance;
		near->best = candidate;
	}
}

char *
near_hint(const struct near *near, const char *otherwise)
{
	if (near->best == NULL)
		return otherwise != NULL ? strdup(otherwise) : NULL;
	return str_format("did you mean \"%s\"?", near->best);
}
