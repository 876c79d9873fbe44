/* SPDX-License-Identifier: BSD-3-Clause */
/* Lists of names of nodes, "node[1-3],db1": read, and written. */
#ifndef NODES_NODE_LIST_H
#define NODES_NODE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "cmh.h"

enum { NODE_LIST_MAX = 1000 }; /* names in a list */

/* Release it with node_list_clear(). */
struct node_list {
	char **v;
	size_t n, capacity;
};

#define NODE_LIST_INIT { NULL, 0, 0 }

/*
 * Whether a name can be that of a host: letters, digits and . _ : - of which the first
 * is not a -, so that no program takes it for an option.
 */
bool node_name_is_valid(const char *name);

/* Appends a copy of a name. False: out of memory. */
bool node_list_add(struct node_list *list, const char *name);

/*
 * Appends the names of a list like "node[1-3,7],db1", sorts all, and removes those that are there twice. "all" cannot be
 * one of them. CMH_INVALID: see `err`.
 */
enum cmh_status node_list_parse(const char *text, struct node_list *out, struct cmh_error *err);

/* Sorts the names in natural order, and removes those that are there twice. */
void node_list_sort(struct node_list *list);

/* Returns a short list of sorted names: "db1,node[1-3,7]". The caller frees it; NULL: out of memory. */
char *node_list_text(char *const *names, size_t n);

void node_list_clear(struct node_list *list);

#endif
