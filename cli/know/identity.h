/* SPDX-License-Identifier: BSD-3-Clause */
/* The node and the cluster whose map it is, as the map itself names them. */
#ifndef KNOW_IDENTITY_H
#define KNOW_IDENTITY_H

#include "cmh.h"

/* Returns the name of the node, by two requests. The caller frees it. NULL: the map does not have it. */
char *identity_node(struct cmh_handle *map);

/* Returns the name of the cluster, by one request. The caller frees it. NULL: the map does not have it. */
char *identity_cluster(struct cmh_handle *map);

#endif
