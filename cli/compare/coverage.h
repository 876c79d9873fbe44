/* SPDX-License-Identifier: BSD-3-Clause */
/* What a map can say about keys: a file may hold no more than a part of one. Pure. */
#ifndef COMPARE_COVERAGE_H
#define COMPARE_COVERAGE_H

#include "cmh.h"

struct extent {
	bool whole[CMH_STATS + 1]; /* every key of that map is in it */
	char **parts;              /* the paths of which it has every key besides */
	size_t n, capacity;
};

#define EXTENT_INIT { { false, false }, NULL, 0, 0 }

/*
 * What a file of text holds, judged by its keys, which must be sorted: a map
 * that has what every corosync has is whole; of another one there is, in each
 * top branch, what all its keys have in common. False: out of memory.
 */
bool extent_guess(struct extent *extent, const struct cmh_entries *entries);
void extent_clear(struct extent *extent);

/* Whether a key that is not in the map is known not to be. */
bool extent_covers(const struct extent *extent, const char *key);

/* The parts as a list for a person: "totem, nodelist.node.1". Owned by the caller; NULL: out of memory. */
char *extent_text(const struct extent *extent);

#endif
