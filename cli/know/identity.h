/* SPDX-License-Identifier: BSD-3-Clause */
/* The node and the cluster whose map it is, as the map itself names them. */
#ifndef KNOW_IDENTITY_H
#define KNOW_IDENTITY_H

#include "cmh.h"

/*
 * Finds the name of the node, by two requests, or of the cluster, by one. The
 * caller frees it; NULL: the map does not have it. Fails only if the map cannot
 * be read, and leaves `name` as it is.
 */
enum cmh_status identity_node(struct cmh_handle *map, char **name, struct cmh_error *err);
enum cmh_status identity_cluster(struct cmh_handle *map, char **name, struct cmh_error *err);

#endif
