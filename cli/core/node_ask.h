/* SPDX-License-Identifier: BSD-3-Clause */
/* Asks other nodes for their keys, over ssh, and opens the answers as maps. */
#ifndef CORE_NODE_ASK_H
#define CORE_NODE_ASK_H

#include "core/node_maps.h"
#include "nodes/roster.h"

/* The keys that paths cover; all keys without paths. */
struct node_request {
	const char *const *paths;
	size_t n;
};

/*
 * Asks the nodes of `maps`, which are those of `chosen`, if they are not this node and have not failed. Those whose cmapsh
 * cannot answer are asked again, for an answer of corosync-cmapctl. This node is asked for its report if
 * maps->wants_reports. CMH_OK is returned also if nodes fail. Any other status than CMH_OK: see `err`.
 */
enum cmh_status node_ask(struct app *app, const struct roster *chosen, const struct node_request *what, struct node_maps *maps,
			 struct cmh_error *err);

#endif
