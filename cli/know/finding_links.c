/* SPDX-License-Identifier: BSD-3-Clause */
/* Findings about links, all as this node sees them. This node's own link is a loopback, and none of them. */
#include <stdlib.h>
#include <string.h>

#include "know/finding_rules.h"
#include "str.h"

static bool
is_configured(const struct cluster_node *node, unsigned l)
{
	return node->link[l].address != NULL && node->link[l].known && node->link[l].enabled;
}

/* Whether a link to a member is down. The links of a node that left are part of that finding. */
static bool
is_down(const struct cluster_node *node, unsigned l)
{
	return node_is_joined_peer(node) && is_configured(node, l) && !node->link[l].connected;
}

/* Whether a link is down to all of several members, while another one is up: then the end here is at fault. */
static bool
is_own_end(const struct cluster *c, unsigned l)
{
	size_t down = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (is_down(&c->nodes[i], l) && node_links_up(&c->nodes[i]) > 0)
			down++;
		else if (node_is_joined_peer(&c->nodes[i]) && is_configured(&c->nodes[i], l))
			return false;
	}
	return down >= 2;
}

static char *
connected_key(unsigned node, unsigned l)
{
	return str_format("stats.knet.node%u.link%u.connected = 0", node, l);
}

static char *
wait_for_link(unsigned node, unsigned l)
{
	return str_format("cmapsh wait stats.knet.node%u.link%u.connected=1", node, l);
}

/* What it means that a link is down. The caller frees it. */
static char *
down_text(const struct cluster_node *node, unsigned l)
{
	const char *effect = node_links_up(node) > 0 ? "the next fault of another link cuts that node off" : "that node is about to leave";

	return str_format("link %u to %s (%s) is down: %s", l, node->name, node->link[l].address, effect);
}

void
find_link_down(const struct cluster *c, struct findings *out)
{
	for (size_t i = 0; i < c->n; i++)
		for (unsigned l = 0; l < CLUSTER_LINKS; l++) {
			const struct cluster_node *node = &c->nodes[i];

			if (!is_down(node, l) || is_own_end(c, l))
				continue;
			finding_add(out, node->id, (int)l, down_text(node, l), connected_key(node->id, l),
				    str_format("ping -c 3 %s", node->link[l].address), wait_for_link(node->id, l));
		}
}

void
find_own_end(const struct cluster *c, struct findings *out)
{
	for (unsigned l = 0; l < CLUSTER_LINKS; l++)
		if (is_own_end(c, l))
			finding_add(out, c->self != NULL ? c->self->id : 0, (int)l,
				    str_format("link %u is down to every member: look at this node's own end of it first", l),
				    str_format("stats.knet.node*.link%u.connected = 0", l), str_copy("ip -br link"),
				    str_format("cmapsh wait 'stats.knet.node*.link%u.connected=1'", l));
}

void
find_no_redundancy(const struct cluster *c, struct findings *out)
{
	struct str_stream names, keys;
	bool good = str_open(&names);
	size_t n = 0;

	good = str_open(&keys) && good;
	for (size_t i = 0; i < c->n && good; i++) {
		const struct cluster_node *node = &c->nodes[i];

		if (!node_is_joined_peer(node) || node_links(node) < 2 || node_links_up(node) != 1)
			continue;
		fprintf(names.out, "%s%s", n > 0 ? ", " : "", node->name);
		for (unsigned l = 0; l < CLUSTER_LINKS; l++)
			if (node->link[l].address != NULL && node->link[l].known && !node->link[l].connected)
				fprintf(keys.out, "%sstats.knet.node%u.link%u.connected = 0", ftell(keys.out) > 0 ? ", " : "", node->id, l);
		n++;
	}
	if (n > 0 && good) {
		char *list = str_close(&names);

		finding_add(out, 0, -1, list != NULL ? str_format("only one link is left to %s", list) : NULL, str_close(&keys),
			    str_copy("corosync-cfgtool -s"), NULL);
		free(list);
		return;
	}
	out->failed |= !good;
	if (names.out != NULL)
		free(str_close(&names));
	if (keys.out != NULL)
		free(str_close(&keys));
}

void
find_link_lost(const struct cluster *c, struct findings *out)
{
	for (size_t i = 0; i < c->n; i++)
		for (unsigned l = 0; l < CLUSTER_LINKS; l++) {
			const struct cluster_node *node = &c->nodes[i];
			unsigned long long lost = node->link[l].lost.n;

			if (node_is_joined_peer(node) && is_configured(node, l) && node->link[l].connected && lost > 0)
				finding_add(out, node->id, (int)l,
					    str_format("link %u to %s was lost %llu %s, and is up again", l, node->name, lost,
						       lost == 1 ? "time" : "times"),
					    str_format("stats.knet.node%u.link%u.up_count = %llu", node->id, l, lost + 1),
					    str_copy("journalctl -u corosync --grep KNET"),
					    str_copy("when it is solved: cmapsh clear knet"));
		}
}

void
find_link_slow(const struct cluster *c, struct findings *out)
{
	for (size_t i = 0; i < c->n; i++)
		for (unsigned l = 0; l < CLUSTER_LINKS; l++) {
			const struct cluster_node *node = &c->nodes[i];
			const struct cluster_link *link = &node->link[l];

			/* A link that is down keeps its last latency. */
			if (node->self || !is_configured(node, l) || !link->connected || link->samples < LIMIT_LATENCY_SAMPLES ||
			    link->latency_ave.n <= LIMIT_LATENCY_US)
				continue;
			finding_add(out, node->id, (int)l,
				    str_format("link %u to %s is slow: %.1f ms on average, and more than %d ms is too much", l, node->name,
					       (double)link->latency_ave.n / 1000, LIMIT_LATENCY_US / 1000),
				    str_format("stats.knet.node%u.link%u.latency_ave = %llu", node->id, l,
					       (unsigned long long)link->latency_ave.n),
				    str_format("ping -c 3 %s", link->address),
				    str_format("cmapsh rate stats.knet.node%u.link%u", node->id, l));
		}
}
