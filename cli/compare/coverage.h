/* SPDX-License-Identifier: BSD-3-Clause */
/* Which keys a map covers: a file may hold only a part of a map. Pure. */
#ifndef COMPARE_COVERAGE_H
#define COMPARE_COVERAGE_H

#include "cmh.h"

struct coverage {
	bool complete[CMH_STATS + 1]; /* by enum cmh_map: every key of that map is covered */
	char **paths;                 /* the paths that are covered in a map that is not complete */
	size_t n, capacity;
};

#define COVERAGE_INIT { { false, false }, NULL, 0, 0 }

/*
 * Infers the coverage of a text file from its keys, which must be sorted. A map
 * with the branches that every corosync has is complete. Of another map, each
 * top branch is covered below the path that all its keys share. Release
 * `coverage` with coverage_clear(). False: out of memory.
 */
bool coverage_infer(struct coverage *coverage, const struct cmh_entries *entries);
void coverage_clear(struct coverage *coverage);

/* Returns whether a key is covered: if the file does not have it, the map did not have it. */
bool coverage_covers(const struct coverage *coverage, const char *key);

/* Returns the paths as a list: "totem", "nodelist.node.1". The caller frees it. NULL: out of memory. */
char *coverage_text(const struct coverage *coverage);

#endif
