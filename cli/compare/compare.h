/* SPDX-License-Identifier: BSD-3-Clause */
/* Compares two lists of keys. Pure. */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "cmh.h"

/* A key that differs; its entries belong to the lists. */
struct difference {
	struct cmh_entry *before, *after; /* NULL: the list does not have the key */
	bool unknown;                     /* a value is not known: the values may be equal */
};

struct comparison {
	struct difference *v;
	size_t n, capacity;
	size_t compared; /* keys in one list or in both */
	size_t skipped;  /* volatile keys that differ */
};

#define COMPARISON_INIT { NULL, 0, 0, 0, 0 }

/*
 * Finds the keys that differ, in natural order. Sorts the lists, which must
 * outlive the comparison. Only counts volatile keys (key_is_volatile()), unless
 * `all`. Release `out` with comparison_clear(). False: out of memory.
 */
bool compare(struct comparison *out, struct cmh_entries *before, struct cmh_entries *after, bool all);
void comparison_clear(struct comparison *comparison);

/* Returns whether the value of an entry is only the mask of a secret. */
bool compare_is_masked(const struct cmh_entry *entry);

#endif
