/* SPDX-License-Identifier: BSD-3-Clause */
/* Builds a tree of a sorted list of names. */
#ifndef COMMANDS_TREE_NODES_H
#define COMMANDS_TREE_NODES_H

#include "core/app.h"

/* A node: a leaf, which is a key, or a branch. A name that is both has two nodes, the leaf first. */
struct tree_node {
	char *name;              /* its component; the complete name if the path itself is a key */
	const char *key;         /* of a leaf, owned by the entries; NULL: a branch */
	const struct cmh_entry *first; /* the entry of a leaf, or the first entry below a branch, owned by the caller */
	size_t len;              /* the length of the node's complete name, which is the beginning of that key */
	size_t keys;             /* the number of keys below a branch */
	unsigned depth;          /* 0: directly below the path */
	bool last;               /* the last one of its siblings */
	struct cmh_entry *entry; /* the value of a leaf; NULL: not fetched, or deleted meanwhile */
};

struct tree {
	struct tree_node *v;
	size_t n, capacity;
	struct cmh_entries leaves; /* the fetched values */
};

#define TREE_INIT { NULL, 0, 0, CMH_ENTRIES_INIT }

/* Appends the nodes below a path, `depth` levels. `entries` must be sorted and outlive the nodes. False: out of memory. */
bool tree_build(struct tree *nodes, const struct cmh_entries *entries, const char *path, unsigned depth);

/* Appends the keys and branches that a pattern matches, on one level: their names are what follows its literal components. */
bool tree_build_matches(struct tree *nodes, const struct cmh_entries *entries, const char *pattern);

/* Reads the values of the leaves. */
enum cmh_status tree_fetch(struct tree *nodes, struct cmh_handle *map, struct cmh_error *err);

void tree_clear(struct tree *nodes);

#endif
