/* SPDX-License-Identifier: BSD-3-Clause */
/* What a map says of the node and the cluster that it is of. */
#ifndef KNOW_IDENTITY_H
#define KNOW_IDENTITY_H

#include "cmh.h"

/* Their names. Two requests, and one. Owned by the caller; NULL: the map does not say. */
char *identity_node(struct cmh_handle *map);
char *identity_cluster(struct cmh_handle *map);

#endif
