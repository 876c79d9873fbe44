/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for the names of nodes. */
#ifndef COMPLETE_NODES_H
#define COMPLETE_NODES_H

#include "complete/offer.h"

/* Offers the nodes after the @ of "@node2". */
bool offer_node_spec(struct completion_context *ctx);

/* Offers "all", and the nodes of the nodelist after the last comma of a list. */
bool offer_nodes(struct completion_context *ctx);

#endif
