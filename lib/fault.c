/* SPDX-License-Identifier: BSD-3-Clause */
#include "fault.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "str.h"

void
fault_add(struct faults *faults, size_t line, size_t column, const char *said, const char *message, ...)
{
	struct cmh_fault fault = { .line = line, .column = column, .said = said != NULL ? strdup(said) : NULL };
	va_list ap;

	va_start(ap, message);
	fault.message = str_vformat(message, ap);
	va_end(ap);
	if (faults->n < FAULTS_MAX && fault.message != NULL && (said == NULL || fault.said != NULL) &&
	    array_reserve(&faults->v, &faults->capacity, faults->n + 1, sizeof(*faults->v))) {
		faults->v[faults->n++] = fault;
		return;
	}
	faults->failed |= faults->n < FAULTS_MAX;
	free(fault.message);
	free(fault.said);
}

/* Whether a fault comes before another one: by its place in the file, and without a place after all others. */
static bool
comes_before(const struct cmh_fault *a, const struct cmh_fault *b)
{
	if (a->line == b->line)
		return a->column < b->column;
	return b->line == 0 || (a->line != 0 && a->line < b->line);
}

/* Few are moved: those of the library are in the order of their lines. */
void
faults_sort(struct faults *faults)
{
	for (size_t i = 1; i < faults->n; i++) {
		struct cmh_fault fault = faults->v[i];
		size_t at = i;

		for (; at > 0 && comes_before(&fault, &faults->v[at - 1]); at--)
			faults->v[at] = faults->v[at - 1];
		faults->v[at] = fault;
	}
}

void
faults_clear(struct faults *faults)
{
	for (size_t i = 0; i < faults->n; i++) {
		free(faults->v[i].message);
		free(faults->v[i].said);
	}
	free(faults->v);
	*faults = (struct faults){ .n = 0 };
}
