/* SPDX-License-Identifier: BSD-3-Clause */
/* The nodes of the cluster, as this node knows them. */
#ifndef CORE_NODE_CLUSTER_H
#define CORE_NODE_CLUSTER_H

#include "core/app.h"
#include "nodes/roster.h"

/* Returns the live map. *opened: it was not open, and the caller closes it. NULL: see `err`. */
struct cmh_handle *node_cluster_live(struct app *app, bool *opened, struct cmh_error *err);

/*
 * Chooses the nodes of a list, see roster_choose(), among those of the live map; if that cannot be read, `why` says
 * so, and they are those of its corosync.conf, if that can be read. `out` is owned by the caller in any case.
 * Any other status than CMH_OK: see `err`.
 */
enum cmh_status node_cluster_choose(struct app *app, struct cmh_handle *live, const char *list, struct roster *out, struct cmh_error *why,
				    struct cmh_error *err);

/*
 * Returns a name for the map of a node that no open map has: "@node2", or "@node2#2", which is not that of
 * another node. The caller frees it; NULL: out of memory.
 */
char *node_map_name(struct app *app, const char *node);

#endif
