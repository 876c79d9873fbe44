/* SPDX-License-Identifier: BSD-3-Clause */
/* A sorted list of names, seen as a tree. */
#ifndef COMMANDS_TREE_NODES_H
#define COMMANDS_TREE_NODES_H

#include "core/app.h"

/* A leaf or a branch. A name that is both has two nodes, the leaf first. */
struct tree_node {
	char *name;              /* the component; of the path itself: the whole key */
	const char *key;         /* of a leaf; belongs to the entries; NULL: a branch */
	const struct cmh_entry *first; /* as it was listed: a leaf, the first key below a branch */
	size_t len;              /* how many bytes of that key are the node's own name, from the top */
	size_t keys;             /* below a branch */
	unsigned depth;          /* 0: right below the path */
	bool last;               /* among its siblings */
	struct cmh_entry *entry; /* what was fetched of a leaf; NULL: nothing, or it has vanished */
};

struct tree {
	struct tree_node *v;
	size_t n, capacity;
	struct cmh_entries leaves; /* the fetched values */
};

#define TREE_INIT { NULL, 0, 0, CMH_ENTRIES_INIT }

/* Appends what a path covers, `depth` levels deep. `entries` must be sorted and outlive the nodes. False: out of memory. */
bool tree_build(struct tree *nodes, const struct cmh_entries *entries, const char *path, unsigned depth);

/* Appends the keys and branches that a pattern matches, on one level: their names are what follows its literal components. */
bool tree_build_matches(struct tree *nodes, const struct cmh_entries *entries, const char *pattern);

/* Reads the values of the leaves, and of nothing else. */
enum cmh_status tree_fetch(struct tree *nodes, struct cmh_handle *map, struct cmh_error *err);

void tree_clear(struct tree *nodes);

#endif
