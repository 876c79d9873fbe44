/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/goal.h"

#include <string.h>

#include "str.h"
#include "text/nearest.h"

static enum goal_state
judge_quorum(const struct cluster *c, char **why)
{
	const struct cluster_quorum *q = &c->quorum;

	if (q->exists && q->quorate && !(q->counted && q->waiting))
		return GOAL_YES;
	if (!q->exists)
		*why = str_copy(c->live ? "corosync does not run votequorum" : "this map has no keys of votequorum");
	else if (q->waiting)
		*why = str_copy("corosync waits for all nodes");
	else
		*why = str_format("too few votes%s: %llu, and %llu are needed", q->counted ? " by count" : "", (unsigned long long)q->votes,
				  (unsigned long long)q->needed);
	return q->exists ? GOAL_NO : GOAL_UNKNOWN;
}

static enum goal_state
judge_members(const struct cluster *c, char **why)
{
	if (!c->has_members) {
		*why = str_copy("no member is known");
		return GOAL_UNKNOWN;
	}
	for (size_t i = 0; i < c->n; i++) {
		const struct cluster_node *node = &c->nodes[i];

		if (node->member == MEMBER_JOINED || (c->configured > 0 && !node->configured))
			continue;
		*why = str_format("%s %s", node->name, node->member == MEMBER_LEFT ? "has left" : "has not joined yet");
		return GOAL_NO;
	}
	return GOAL_YES;
}

/* Whether the state of a link to another node is known, or none is expected: the nodelist has no other node. */
static bool
knows_links(const struct cluster *c)
{
	bool expected = false;

	for (size_t i = 0; i < c->n; i++)
		for (unsigned l = 0; l < CLUSTER_LINKS && !c->nodes[i].self; l++) {
			if (c->nodes[i].link[l].known)
				return true;
			expected |= c->nodes[i].link[l].address != NULL;
		}
	return !expected;
}

/* Returns why nothing is known about links; NULL: something is. */
static const char *
why_no_links(const struct cluster *c)
{
	if (!c->knet)
		return "only the transport knet knows the state of its links";
	if (c->n == 0)
		return "no node is known";
	return !c->live && !knows_links(c) ? "this map has no state of a link" : NULL;
}

static enum goal_state
judge_links(const struct cluster *c, char **why)
{
	const char *unknown = why_no_links(c);

	if (unknown != NULL) {
		*why = str_copy(unknown);
		return GOAL_UNKNOWN;
	}
	for (size_t i = 0; i < c->n; i++)
		for (unsigned l = 0; l < CLUSTER_LINKS && !c->nodes[i].self; l++) {
			const struct cluster_link *link = &c->nodes[i].link[l];

			if (link->address == NULL || !link->enabled || (link->known && link->connected))
				continue;
			*why = str_format("link %u to %s is down", l, c->nodes[i].name);
			return GOAL_NO;
		}
	return GOAL_YES;
}

static const struct goal table[] = {
	{ "quorate", "the cluster is quorate, as corosync says", true, false, judge_quorum },
	{ "all-joined", "all nodes of the nodelist are members", false, false, judge_members },
	{ "all-links", "all links to all nodes are up", false, true, judge_links },
};

const struct goal *
goals(size_t *n)
{
	*n = sizeof(table) / sizeof(table[0]);
	return table;
}

const struct goal *
goal_find(const char *name)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}

char *
goal_hint(const char *name)
{
	struct nearest near = nearest_start(name);

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		nearest_try(&near, table[i].name);
	return nearest_hint(&near, NULL);
}

bool
goal_needs(const struct goal *goal, const char *path)
{
	if (cmh_key_map(path) == CMH_ICMAP)
		return true;
	return goal->reads_links && cmh_path_covers("stats.knet.*.*.connected", path);
}
