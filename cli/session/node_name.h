/* SPDX-License-Identifier: BSD-3-Clause */
/* The name of this node, for the prompt. */
#ifndef SESSION_NODE_NAME_H
#define SESSION_NODE_NAME_H

#include <sys/utsname.h>

#include "cmh.h"

struct node_name {
	char *name; /* the name in the cluster; NULL: not known yet */
	struct utsname system;
};

/* Returns the name in the cluster if it is known, else that of the system. Valid until the next call. */
const char *node_name_get(struct node_name *node);

/*
 * Looks up the name in the cluster, if it is not known yet. Sends at most two
 * requests to `map`, with a short timeout.
 */
void node_name_find(struct node_name *node, struct cmh_context *cmh, struct cmh_handle *map);

void node_name_clear(struct node_name *node);

#endif
