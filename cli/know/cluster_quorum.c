/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/cluster_quorum.h"

#include <string.h>

#include "str.h"

/* ---- by count --------------------------------------------------------------- */

static bool
is_set(const struct keys *keys, const char *key)
{
	return keys_number(keys, "%s", key).n != 0;
}

/*
 * Counts the votes of the members. No key has the expected votes in use: the nearest
 * is the barrier, below which corosync never lowers them.
 */
static void
count_votes(struct cluster *c, const struct keys *keys)
{
	struct cluster_quorum *q = &c->quorum;
	struct quantity barrier = keys_number(keys, "runtime.votequorum.ev_barrier");
	uint64_t configured = 0;

	for (size_t i = 0; i < c->n; i++) {
		configured += c->nodes[i].configured ? c->nodes[i].votes : 0;
		q->votes += c->nodes[i].member == MEMBER_JOINED ? c->nodes[i].votes : 0;
	}
	q->counted = true;
	q->two_node = is_set(keys, "runtime.votequorum.two_node");
	q->expected = barrier.known ? barrier.n : configured;
	q->needed = q->two_node ? 1 : q->expected / 2 + 1;
	q->quorate = q->votes >= q->needed;
}

/* The settings with which a count can be wrong. */
static bool
read_settings(struct cluster_quorum *q, const struct keys *keys)
{
	q->wait_for_all = is_set(keys, "quorum.wait_for_all") || q->two_node;
	q->last_man_standing = is_set(keys, "quorum.last_man_standing");
	q->auto_tie_breaker = is_set(keys, "quorum.auto_tie_breaker") || is_set(keys, "runtime.votequorum.atb_type");
	q->allow_downscale = is_set(keys, "quorum.allow_downscale");
	return keys_text(keys, &q->qdevice, "quorum.device.model");
}

/* ---- as corosync says --------------------------------------------------------- */

static bool
copy_quorum(struct cluster_quorum *q, const struct cmh_quorum *said)
{
	q->quorate = said->quorate;
	q->votes = said->votes;
	q->expected = said->expected;
	q->needed = said->needed;
	q->two_node = said->two_node;
	q->wait_for_all = said->wait_for_all;
	q->last_man_standing = said->last_man_standing;
	q->auto_tie_breaker = said->auto_tie_breaker;
	q->allow_downscale = said->allow_downscale;
	if (!said->qdevice)
		return true;
	q->qdevice = str_copy(said->qdevice_name[0] != '\0' ? said->qdevice_name : "unnamed");
	return q->qdevice != NULL;
}

/* Whether the node of the keys said it: a report may have the words of another one. */
static bool
is_of_this_node(const struct cmh_quorum *quorum, const struct keys *keys)
{
	struct quantity node = keys_number(keys, "runtime.votequorum.this_node_id");

	return !node.known || quorum->node == 0 || node.n == quorum->node;
}

bool
cluster_read_quorum(struct cluster *cluster, const struct keys *keys, const struct cmh_quorum *quorum)
{
	struct cluster_quorum *q = &cluster->quorum;

	q->waiting = is_set(keys, "runtime.votequorum.wait_for_all_status");
	if (quorum != NULL && !is_of_this_node(quorum, keys))
		quorum = NULL;
	q->exists = quorum != NULL || (cluster->has_members && !cluster->cut && keys_number(keys, "runtime.votequorum.this_node_id").known);
	q->lowest = keys_number(keys, "runtime.votequorum.lowest_node_id");
	q->highest = keys_number(keys, "runtime.votequorum.highest_node_id");
	if (quorum != NULL)
		return copy_quorum(q, quorum);
	count_votes(cluster, keys);
	return read_settings(q, keys);
}
