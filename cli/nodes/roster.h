/* SPDX-License-Identifier: BSD-3-Clause */
/* The nodes of the cluster, as its nodelist has them, and those that a person chooses. */
#ifndef NODES_ROSTER_H
#define NODES_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "cmh.h"

struct roster_node {
	char *name;    /* else its address */
	char *address; /* on link 0; NULL: not known */
	bool self;     /* it is this node */
};

/* Nodes, sorted by name. Release it with roster_clear(). */
struct roster {
	struct roster_node *v;
	size_t n, capacity;
};

#define ROSTER_INIT { NULL, 0, 0 }

/* Reads the nodelist of a map. `out` is owned by the caller in any case. Finding no node is not an error. */
enum cmh_status roster_read(struct roster *out, struct cmh_handle *map, struct cmh_error *err);

/*
 * Chooses the nodes of a list, see node_list_parse(), or "all". A node can be named by
 * its address, too; a name that the nodelist does not have is that of a host. `out` is
 * owned by the caller in any case. CMH_INVALID: see `err`.
 */
enum cmh_status roster_choose(const struct roster *all, const char *list, struct roster *out, struct cmh_error *err);

void roster_clear(struct roster *roster);

#endif
