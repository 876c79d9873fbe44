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

/* Returns how many letters to change, add, remove or swap with their neighbour. SIZE_MAX: out of memory. */
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

struct nearest
nearest_start(const char *word)
{
	size_t len = strlen(word);

	/* At most about a third of the letters may differ. */
	return (struct nearest){ .word = word, .distance = len / 3 + 1 + (len < 3) };
}

void
nearest_try(struct nearest *nearest, const char *candidate)
{
	size_t na = strlen(nearest->word), nb = strlen(candidate), distance;

	/* A beginning of the candidate counts as one change. */
	if (na > 2 && strncmp(nearest->word, candidate, na) == 0 && nearest->distance > 1) {
		nearest->distance = 1;
		nearest->best = candidate;
	}
	if ((na > nb ? na - nb : nb - na) >= nearest->distance)
		return;
	distance = edit_distance(nearest->word, candidate);
	if (distance < nearest->distance) {
		nearest->distance = distance;
		nearest->best = candidate;
	}
}

char *
nearest_hint(const struct nearest *nearest, const char *otherwise)
{
	if (nearest->best == NULL)
		return otherwise != NULL ? str_copy(otherwise) : NULL;
	return str_format("did you mean \"%s\"?", nearest->best);
}
