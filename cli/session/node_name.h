/* SPDX-License-Identifier: BSD-3-Clause */
/* What this node is called, for the prompt. */
#ifndef SESSION_NODE_NAME_H
#define SESSION_NODE_NAME_H

#include <sys/utsname.h>

#include "cmh.h"

struct node_name {
	char *name; /* in the cluster; NULL: not known */
	struct utsname system;
};

/* The cluster's name of this node if it is known, else the system's. Valid until the next call. */
const char *node_name_get(struct node_name *node);

/*
 * Looks up the cluster's name of this node, if `map` knows it. Sends at most two
 * requests, with a short timeout, and nothing once the name is known.
 */
void node_name_find(struct node_name *node, struct cmh_context *cmh, struct cmh_handle *map);

void node_name_clear(struct node_name *node);

#endif
