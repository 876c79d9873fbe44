/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/cluster.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "know/cluster_quorum.h"
#include "know/keys.h"
#include "str.h"

/* ---- the nodes there are ------------------------------------------------ */

static int
by_id(const void *a, const void *b)
{
	unsigned x = ((const struct cluster_node *)a)->id, y = ((const struct cluster_node *)b)->id;

	return x < y ? -1 : x > y;
}

static struct cluster_node *
find_node(const struct cluster *c, unsigned id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->nodes[i].id == id)
			return &c->nodes[i];
	return NULL;
}

/* Returns the node with that id, which is new if need be. NULL: out of memory. */
static struct cluster_node *
need_node(struct cluster *c, size_t *capacity, unsigned id)
{
	struct cluster_node *node = find_node(c, id);

	if (node != NULL)
		return node;
	if (!array_reserve(&c->nodes, capacity, c->n + 1, sizeof(*c->nodes)))
		return NULL;
	node = &c->nodes[c->n++];
	*node = (struct cluster_node){ .id = id, .votes = 1 };
	return node;
}

/* Reads what the nodelist says of the node at a position. Names go by it; everything else goes by id. */
static bool
read_configured(struct cluster_node *node, const struct keys *keys, unsigned position)
{
	struct quantity votes = keys_number(keys, "nodelist.node.%u.quorum_votes", position);
	bool good = keys_text(keys, &node->name, "nodelist.node.%u.name", position);

	node->configured = true;
	node->votes = votes.known ? votes.n : 1;
	for (unsigned l = 0; l < CLUSTER_LINKS && good; l++)
		good = keys_text(keys, &node->link[l].address, "nodelist.node.%u.ring%u_addr", position, l);
	return good;
}

/* Makes the nodes: those of the nodelist, and all that were ever members. */
static bool
make_nodes(struct cluster *c, const struct keys *keys)
{
	size_t capacity = 0;

	for (size_t i = 0; i < keys->n; i++) {
		const char *key = keys->v[i]->key;
		unsigned number;
		bool listed = key_has_number(key, "nodelist.node.", ".nodeid", &number);
		struct quantity id = listed ? keys_number(keys, "%s", key) : (struct quantity){ true, number };
		struct cluster_node *node;

		if (!listed && !key_has_number(key, "runtime.members.", ".status", &number))
			continue;
		if (!listed)
			id.n = number;
		if (!id.known)
			continue;
		node = need_node(c, &capacity, (unsigned)id.n);
		if (node == NULL || (listed && !node->configured && !read_configured(node, keys, number)))
			return false;
	}
	if (c->n > 0)
		qsort(c->nodes, c->n, sizeof(*c->nodes), by_id);
	return true;
}

/* ---- what is known of each ----------------------------------------------- */

/* The id of the node whose map it is. */
static struct quantity
own_id(const struct keys *keys)
{
	struct quantity id = keys_number(keys, "runtime.votequorum.this_node_id");
	struct quantity position = keys_number(keys, "nodelist.local_node_pos");

	return !id.known && position.known ? keys_number(keys, "nodelist.node.%u.nodeid", (unsigned)position.n) : id;
}

static bool
read_member(struct cluster_node *node, const struct keys *keys)
{
	struct quantity joins = keys_number(keys, "runtime.members.%u.join_count", node->id);
	char *status = NULL;
	bool good = keys_text(keys, &status, "runtime.members.%u.status", node->id);

	node->member = MEMBER_UNSEEN;
	if (status != NULL)
		node->member = strcmp(status, "joined") == 0 ? MEMBER_JOINED : MEMBER_LEFT;
	node->rejoins = joins.known && joins.n > 1 ? joins.n - 1 : 0;
	free(status);
	return good;
}

/* A link that is up came up once more often than it was lost. After "clear knet" both counts begin at 0. */
static struct quantity
count_lost(struct quantity up, bool connected)
{
	uint64_t now = connected ? 1 : 0;

	return (struct quantity){ up.known, up.known && up.n > now ? up.n - now : 0 };
}

static void
read_link(struct cluster_link *link, const struct keys *keys, unsigned node, unsigned l)
{
	struct quantity connected = keys_number(keys, "stats.knet.node%u.link%u.connected", node, l);
	struct quantity enabled = keys_number(keys, "stats.knet.node%u.link%u.enabled", node, l);
	struct quantity samples = keys_number(keys, "stats.knet.node%u.link%u.latency_samples", node, l);

	link->known = connected.known;
	link->connected = connected.n != 0;
	link->enabled = !enabled.known || enabled.n != 0;
	link->samples = samples.n;
	link->lost = count_lost(keys_number(keys, "stats.knet.node%u.link%u.up_count", node, l), link->connected);
	if (samples.n > 0) {
		link->latency_ave = keys_number(keys, "stats.knet.node%u.link%u.latency_ave", node, l);
		link->latency_max = keys_number(keys, "stats.knet.node%u.link%u.latency_max", node, l);
	}
}

/* Takes the addresses of a node that no nodelist has from "r(0) ip(A) r(1) ip(B) ". */
static bool
read_addresses(struct cluster_node *node, const struct keys *keys)
{
	char *text = NULL, *rest = NULL, *word;
	bool good = keys_text(keys, &text, "runtime.members.%u.ip", node->id);
	unsigned l = 0;

	for (word = text != NULL ? strtok_r(text, " ", &rest) : NULL; word != NULL && good; word = strtok_r(NULL, " ", &rest)) {
		if (key_has_number(word, "r(", ")", &l) || l >= CLUSTER_LINKS || strncmp(word, "ip(", 3) != 0 || strlen(word) < 5)
			continue;
		good = node->link[l].address != NULL || (node->link[l].address = str_copy_n(word + 3, strlen(word) - 4)) != NULL;
	}
	free(text);
	return good;
}

/* A node without a name goes by its first address. */
static bool
name_node(struct cluster_node *node)
{
	for (unsigned l = 0; l < CLUSTER_LINKS && node->name == NULL; l++)
		if (node->link[l].address != NULL && (node->name = str_copy(node->link[l].address)) == NULL)
			return false;
	return node->name != NULL || (node->name = str_format("node%u", node->id)) != NULL;
}

static bool
read_nodes(struct cluster *c, const struct keys *keys)
{
	struct quantity self = own_id(keys);
	bool good = true;

	for (size_t i = 0; i < c->n && good; i++) {
		struct cluster_node *node = &c->nodes[i];

		node->self = self.known && node->id == self.n;
		if (node->self)
			c->self = node;
		c->configured += node->configured;
		good = read_member(node, keys) && (node->configured || read_addresses(node, keys)) && name_node(node);
		for (unsigned l = 0; l < CLUSTER_LINKS; l++) {
			read_link(&node->link[l], keys, node->id, l);
			if (node->link[l].address != NULL && l >= c->links)
				c->links = l + 1;
		}
	}
	return good;
}

/* ---- what is known of all -------------------------------------------------- */

static void
read_pauses(struct cluster *c, const struct keys *keys)
{
	for (unsigned i = 0; i < CLUSTER_PAUSES; i++) {
		struct quantity at = keys_number(keys, "stats.schedmiss.%u.timestamp", i);
		double ms = keys_real(keys, "stats.schedmiss.%u.delay", i);

		if (at.known)
			c->pause[c->pauses++] = (struct cluster_pause){ ms, (int64_t)at.n };
	}
}

/* Reads the transport, which is knet if nothing else is set. */
static bool
read_transport(struct cluster *c, const struct keys *keys)
{
	char *transport = NULL;
	bool good = keys_text(keys, &transport, "totem.transport");

	c->knet = transport == NULL || strcmp(transport, "knet") == 0;
	free(transport);
	return good;
}

/*
 * Reads how long ago the token was seen. Before 3.1.9 it has the 2^32 ms that the clock has wrapped. After "clear totem"
 * it is the time since the host started, until the next token comes.
 */
static struct quantity
read_token_age(const struct cluster *c, const struct keys *keys)
{
	enum { NEAR_MS = 5000 };
	struct quantity age = keys_number(keys, "stats.srp.time_since_token_last_received");
	uint64_t uptime = c->uptime & UINT32_MAX;

	age.n &= UINT32_MAX;
	if (uptime != 0 && age.n + NEAR_MS > uptime && age.n < uptime + NEAR_MS)
		age.known = false;
	return age;
}

static bool
read_rest(struct cluster *c, const struct keys *keys)
{
	c->token = keys_number(keys, "totem.token");
	c->coefficient = keys_number(keys, "totem.token_coefficient");
	c->token_in_use = keys_number(keys, "runtime.config.totem.token");
	c->token_age = read_token_age(c, keys);
	c->token_lost = keys_number(keys, "stats.srp.operational_token_lost");
	c->consensus_timeouts = keys_number(keys, "stats.srp.consensus_timeouts");
	c->gathers = keys_number(keys, "stats.srp.continuous_gather");
	c->send_failures = keys_number(keys, "stats.srp.continuous_sendmsg_failures");
	c->firewall = keys_number(keys, "stats.srp.firewall_enabled_or_nic_failure");
	c->reload_status = keys_number(keys, "config.reload_status");
	c->reload_running = keys_number(keys, "config.reload_in_progress");
	c->reload_unparsed = c->reload_running.n == 0 && keys_number(keys, "config.totemconfig_reload_in_progress").n != 0;
	c->has_stats = c->token_lost.known;
	for (size_t i = 0; i < c->n; i++)
		c->has_members |= c->nodes[i].member != MEMBER_UNSEEN;
	for (size_t i = 0; i < c->n; i++)
		if (!c->has_members || (c->cut && c->nodes[i].member == MEMBER_UNSEEN))
			c->nodes[i].member = MEMBER_UNKNOWN;
	for (unsigned l = 0; l < CLUSTER_LINKS && c->knet; l++)
		c->ping_timeout[l] = keys_number(keys, "runtime.config.totem.interface.%u.knet_ping_timeout", l);
	read_pauses(c, keys);
	return keys_text(keys, &c->name, "totem.cluster_name") && keys_text(keys, &c->reload_error, "config.reload_error_message");
}

bool
cluster_read_keys(struct cluster *out, const struct cmh_entries *const *lists, size_t n, const struct cmh_quorum *quorum)
{
	struct keys keys;
	bool good = keys_sort(&keys, lists, n) && read_transport(out, &keys) && make_nodes(out, &keys) && read_nodes(out, &keys) &&
		    read_rest(out, &keys) && cluster_read_quorum(out, &keys, quorum);

	keys_clear(&keys);
	return good;
}

void
cluster_clear(struct cluster *cluster)
{
	for (size_t i = 0; i < cluster->n; i++) {
		free(cluster->nodes[i].name);
		for (unsigned l = 0; l < CLUSTER_LINKS; l++)
			free(cluster->nodes[i].link[l].address);
	}
	free(cluster->nodes);
	free(cluster->name);
	free(cluster->reload_error);
	free(cluster->quorum.qdevice);
	*cluster = (struct cluster){ .live = false };
}
