/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/node_name.h"

#include <stdlib.h>

#include "know/identity.h"

enum { TIMEOUT_MS = 200 }; /* short, because the prompt waits */

const char *
node_name_get(struct node_name *node)
{
	if (node->name != NULL)
		return node->name;
	return uname(&node->system) == 0 ? node->system.nodename : "?";
}

void
node_name_find(struct node_name *node, struct cmh_context *cmh, struct cmh_handle *map)
{
	struct cmh_options *options = cmh_context_options(cmh), before = *options;

	if (node->name != NULL)
		return;
	options->timeout_ms = TIMEOUT_MS;
	(void)identity_node(map, &node->name, NULL); /* until it can be read, the prompt has the name of the system */
	*options = before;
}

void
node_name_clear(struct node_name *node)
{
	free(node->name);
	node->name = NULL;
}
