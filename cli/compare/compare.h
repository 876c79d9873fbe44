/* SPDX-License-Identifier: BSD-3-Clause */
/* Two lists of keys, compared. Pure. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "cmh.h"

/* A key that is not the same in both; its entries belong to the lists. */
struct difference {
	struct cmh_entry *before, *after; /* NULL: it is not there */
	bool unknown;                     /* in both, but a value is not known: they may be the same */
};

struct comparison {
	struct difference *v;
	size_t n, capacity;
	size_t compared; /* keys that were in one list or in both */
	size_t left_out; /* volatile keys that differ */
};

#define COMPARISON_INIT { NULL, 0, 0, 0, 0 }

/*
 * Finds what differs, in natural order; sorts the lists, which must outlive the
 * comparison. Keys that always move (key_is_volatile()) are counted only,
 * unless `all`. False: out of memory.
 */
bool compare(struct comparison *out, struct cmh_entries *before, struct cmh_entries *after, bool all);
void comparison_clear(struct comparison *comparison);

/* Whether what was saved of a key is only the mask of its secret value. */
bool compare_is_masked(const struct cmh_entry *entry);

#endif
