/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads keys, and builds a tree of their names. */
#ifndef COMMANDS_TREE_NODES_H
#define COMMANDS_TREE_NODES_H

#include "core/app.h"

/* A node: a leaf, which is a key, or a branch. A name that is both has two nodes, the leaf first. */
struct tree_node {
	char *name;              /* its component; the complete name if the path itself is a key; see also tree_wish.here */
	const char *key;         /* of a leaf, owned by the names; NULL: a branch */
	const struct cmh_entry *first; /* the name of a leaf, or the first name below a branch */
	size_t len;              /* the length of the node's complete name, which is the beginning of that key */
	size_t keys;             /* the number of keys below a branch */
	unsigned depth;          /* 0: directly below the path */
	bool last;               /* the last one of its siblings */
	struct cmh_entry *entry; /* the value of a leaf; NULL: not read, or deleted meanwhile */
};

struct tree {
	struct tree_node *v;
	size_t n, capacity;
	struct cmh_entries names;
	struct cmh_entries leaves; /* the values that were read */
};

#define TREE_INIT { .v = NULL }

/* Which nodes to make. */
struct tree_wish {
	const char *path;
	unsigned depth; /* how many levels below the path */
	const char *here; /* of a pattern: one level, of what it matches, by names relative to this; NULL: not a pattern */
	bool values;    /* read the values of the leaves */
};

/*
 * Reads the keys at or below a path and makes their nodes, as one reading.
 * Prints errors; EXIT_NO: the path has no keys. The caller clears the tree.
 */
enum exit_code tree_read(struct app *app, struct tree *tree, const struct tree_wish *wish);

/* Appends the nodes below a path, `depth` levels. `entries` must be sorted and outlive the nodes. False: out of memory. */
bool tree_build(struct tree *nodes, const struct cmh_entries *entries, const char *path, unsigned depth);

void tree_clear(struct tree *tree);

#endif
