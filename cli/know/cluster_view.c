/* SPDX-License-Identifier: BSD-3-Clause */
/* Questions about a cluster that was read. */
#include <stdlib.h>

#include "know/cluster.h"

bool
node_is_joined_peer(const struct cluster_node *node)
{
	return !node->self && node->member == MEMBER_JOINED;
}

unsigned
node_links(const struct cluster_node *node)
{
	unsigned n = 0;

	for (unsigned l = 0; l < CLUSTER_LINKS; l++)
		n += node->link[l].address != NULL && node->link[l].known;
	return n;
}

unsigned
node_links_up(const struct cluster_node *node)
{
	unsigned n = 0;

	for (unsigned l = 0; l < CLUSTER_LINKS; l++)
		n += node->link[l].address != NULL && node->link[l].known && node->link[l].connected;
	return n;
}

bool
cluster_is_isolated(const struct cluster *cluster)
{
	size_t peers = 0;

	if (!cluster->has_members)
		return false;
	for (size_t i = 0; i < cluster->n; i++) {
		const struct cluster_node *node = &cluster->nodes[i];

		if (node_is_joined_peer(node) || (!node->self && node_links_up(node) > 0))
			return false;
		peers += !node->self && node->configured;
	}
	return cluster->self != NULL && peers >= 2;
}

bool
cluster_may_be_quorate(const struct cluster *cluster)
{
	const struct cluster_quorum *q = &cluster->quorum;

	if (!q->counted || q->quorate || q->waiting)
		return false;
	return q->last_man_standing || q->qdevice != NULL || (q->auto_tie_breaker && 2 * q->votes == q->expected);
}

bool
cluster_is_forming(const struct cluster *cluster)
{
	return cluster->gathers.n > 0;
}

/* ---- how much it bears ---------------------------------------------------------- */

static int
more_votes_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

int
cluster_spare(const struct cluster *cluster)
{
	const struct cluster_quorum *q = &cluster->quorum;
	uint64_t *votes = calloc(cluster->n + 1, sizeof(*votes)), left = q->votes;
	size_t n = 0, lost = 0;

	/* With these, corosync takes more into account than votes. */
	if (votes == NULL || !q->quorate || q->last_man_standing || q->auto_tie_breaker || q->allow_downscale || q->qdevice != NULL) {
		free(votes);
		return -1;
	}
	for (size_t i = 0; i < cluster->n; i++)
		if (node_is_joined_peer(&cluster->nodes[i]))
			votes[n++] = cluster->nodes[i].votes;
	qsort(votes, n, sizeof(*votes), more_votes_first);
	while (lost < n && left >= votes[lost] && left - votes[lost] >= q->needed)
		left -= votes[lost++];
	free(votes);
	return n > 0 ? (int)lost : -1;
}
