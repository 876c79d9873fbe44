/* SPDX-License-Identifier: BSD-3-Clause */
/* The keys of several nodes side by side: which nodes have the same value. Pure. */
#ifndef COMPARE_NODE_ROWS_H
#define COMPARE_NODE_ROWS_H

#include <stdint.h>

#include "cmh.h"

#define NODE_ROW_OPEN SIZE_MAX

/* A key, and what each node has. */
struct node_row {
	const char *key;
	struct cmh_entry **v; /* of each node; NULL: it does not have the key */
	size_t *same;         /* of each node: the first node that has the same; NODE_ROW_OPEN: its map may only lack the key */
	size_t groups;        /* how many different values there are, with "none" */
	bool unknown;         /* a value is not known: nothing can be said */
	bool open;            /* of a node it is not known whether it has the key */
};

/* The lists of the nodes, which must outlive it. */
struct node_rows {
	struct cmh_entries *lists;
	struct cmh_handle *const *maps;
	size_t n;
	size_t *at; /* of each list: its next entry */
	struct node_row row;
};

/*
 * Sorts the lists, and begins. `maps`: of each list the map, if that may lack keys that the
 * node has, as one of a report; NULL: it has all. The caller calls node_rows_clear() in any
 * case. False: out of memory.
 */
bool node_rows_begin(struct node_rows *rows, struct cmh_entries *lists, struct cmh_handle *const *maps, size_t n);

/* Returns the next key, in natural order, until the next call. NULL: the end. */
const struct node_row *node_rows_next(struct node_rows *rows);

void node_rows_clear(struct node_rows *rows);

#endif
