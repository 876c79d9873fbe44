/* SPDX-License-Identifier: BSD-3-Clause */
/* The maps in a file that has several: of several nodes, or of several times. */
#ifndef CMH_SAVED_PARTS_H
#define CMH_SAVED_PARTS_H

#include "saved_store.h"

/* Where a key of the store comes from. */
struct key_place {
	size_t line, source; /* the source: its place in parts.v */
	size_t part;         /* made by parts_find(): which map it belongs to, from 0 */
	bool repeats;        /* made by parts_find(): an earlier line of its map has the key */
};

struct parts {
	struct cmh_line *v; /* where each begins; its text is what the file names as its source, or NULL */
	size_t n, capacity;
	struct key_place *origins; /* of each key, in the order of the file */
	size_t n_origins, origins_capacity;
};

/* Adds where the next key comes from. False: out of memory. */
bool parts_add(struct parts *parts, size_t line, const char *source, size_t source_len);

/*
 * Finds out which keys belong together. Those of one source do. Without sources, a
 * new map begins where keys begin again, if most keys do. `store` has the keys in
 * the order of the file. False: out of memory.
 */
bool parts_find(struct parts *parts, const struct store *store);

/* Frees what is known of each key. */
void parts_free_origins(struct parts *parts);

void parts_clear(struct parts *parts);

#endif
