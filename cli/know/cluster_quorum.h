/* SPDX-License-Identifier: BSD-3-Clause */
/* Quorum, as corosync says or as the votes that the map has make it. For cluster.c. */
#ifndef KNOW_CLUSTER_QUORUM_H
#define KNOW_CLUSTER_QUORUM_H

#include "know/keys.h"

/* Fills cluster->quorum; the nodes are known. `quorum`: what corosync says; NULL: counts. False: out of memory. */
bool cluster_read_quorum(struct cluster *cluster, const struct keys *keys, const struct cmh_quorum *quorum);

#endif
