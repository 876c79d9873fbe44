/* SPDX-License-Identifier: BSD-3-Clause */
/* The nodes, their addresses, and the links between them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "key_pattern.h"
#include "know/conf_address.h"
#include "know/conf_facts.h"
#include "str.h"

enum { NODEID_MAX = 65535 };

#define NODE "nodelist.node.*."
#define LINK "totem.interface.*."

/* A node that is in the list. */
struct node {
	const char *key;     /* the first of its keys */
	const char *address; /* the key of its first address; NULL: it has none */
	unsigned links;      /* bits: those that it has an address on */
};

struct nodes {
	struct node *v;
	size_t n, capacity;
	const char *section[CONF_LINKS]; /* a key of the link's own section; NULL: none */
	const char *literal[CONF_LINKS]; /* the first address of the link that is not a name */
	size_t members[CONF_LINKS];      /* how many nodes have an address on the link */
};

/* ---- parts of keys --------------------------------------------------------- */

/* The number at the beginning of what a star of the pattern, counted from 0, matches; 0: none; CONF_LINKS: it is not a link's. */
static unsigned
number_in(const char *pattern, const char *key, size_t star)
{
	struct key_span spans[2] = { { .len = 0 } };
	unsigned number = 0;

	if (!key_pattern_capture(pattern, key, spans, star + 1))
		return CONF_LINKS;
	for (size_t i = 0; i < spans[star].len && spans[star].text[i] >= '0' && spans[star].text[i] <= '9' && number < CONF_LINKS; i++)
		number = 10 * number + (unsigned)(spans[star].text[i] - '0');
	return number < CONF_LINKS ? number : CONF_LINKS;
}

/* The length of "nodelist.node.P.", or of the same for a link, at the beginning of a key. */
static size_t
branch_length(const char *key)
{
	const char *dot = key;

	for (int i = 0; i < 3; i++)
		dot = strchr(dot, '.') + 1;
	return (size_t)(dot - key);
}

/* The key of the same node or link with another end. The caller frees it. NULL: out of memory. */
static char *
sibling(struct conf_facts *facts, const char *key, const char *end)
{
	char *name = str_format("%.*s%s", (int)branch_length(key), key, end);

	facts->failed |= name == NULL;
	return name;
}

/* ---- keys of nodes and links ----------------------------------------------- */

/* `star`: which one of the pattern matches the number. */
static void
refuse_link_number(struct conf_facts *facts, const char *pattern, const char *key, size_t star)
{
	struct key_span spans[2] = { { .len = 0 } };
	char *said = NULL;

	if (key_pattern_capture(pattern, key, spans, star + 1))
		said = str_format("interface ring number %.*s is bigger than allowed maximum %d", (int)spans[star].len, spans[star].text,
				  CONF_LINKS - 1);
	facts->failed |= said == NULL;
	conf_refuse(facts, key, said, "the links have numbers from 0 to %d", CONF_LINKS - 1);
	free(said);
}

static void
take_address(struct conf_facts *facts, struct nodes *nodes, struct node *node, const char *key)
{
	unsigned link = number_in(NODE "ring*_addr", key, 1);

	if (link == CONF_LINKS) {
		refuse_link_number(facts, NODE "ring*_addr", key, 1);
		return;
	}
	if (node->address == NULL)
		node->address = key;
	if ((node->links & 1u << link) == 0)
		nodes->members[link]++;
	node->links |= 1u << link;
	conf_check_address(facts, link, key, &nodes->literal[link]);
}

/* Takes a key of a node; those of one node are neighbours. */
static void
take_node_key(struct conf_facts *facts, struct nodes *nodes, const char *key)
{
	size_t len = branch_length(key);
	struct node *node = nodes->n > 0 ? &nodes->v[nodes->n - 1] : NULL;

	if (node == NULL || strncmp(node->key, key, len) != 0) {
		if (!array_reserve(&nodes->v, &nodes->capacity, nodes->n + 1, sizeof(*nodes->v))) {
			facts->failed = true;
			return;
		}
		node = &nodes->v[nodes->n++];
		*node = (struct node){ .key = key };
	}
	if (key_pattern_matches(NODE "ring*_addr", key) && strchr("0123456789", key[len + strlen("ring")]) != NULL)
		take_address(facts, nodes, node, key);
}

/* The options of a link make it a link, even if no node has an address on it; with udp, only the address does. */
static void
take_link_key(struct conf_facts *facts, struct nodes *nodes, const char *key)
{
	unsigned link = number_in(LINK "**", key, 0);
	bool binds = key_pattern_matches(LINK "bindnetaddr", key);

	if (link == CONF_LINKS)
		refuse_link_number(facts, LINK "**", key, 0);
	else if (binds || !conf_transport_is(facts, "udp"))
		nodes->section[link] = key;
	if (key_pattern_matches(LINK "ttl", key) && !conf_transport_is(facts, "udp") && conf_number(facts, key, 0) != 1)
		conf_refuse(facts, key, "Can only set ttl on multicast transport types", "only the transport udp has a ttl other than 1");
	if (key_pattern_matches(LINK "knet_link_priority", key) && !conf_transport_is(facts, "knet") && conf_number(facts, key, 1) != 1)
		conf_refuse(facts, key, "Can only set link priority on knet transport type", "only the transport knet has link priorities");
}

/* ---- all nodes ------------------------------------------------------------- */

static unsigned
count_links(const struct nodes *nodes)
{
	unsigned n = 0;

	for (unsigned link = 0; link < CONF_LINKS; link++)
		n += nodes->members[link] > 0 || nodes->section[link] != NULL;
	return n;
}

static void
check_nodeid(struct conf_facts *facts, const struct node *node, const char *key)
{
	uint64_t id = 0;
	bool known = conf_integer(facts, key, &id), has = conf_has(facts, key);

	if (!known && has && conf_text(facts, key) == NULL) /* it was refused before */
		return;
	if (id == 0)
		conf_refuse(facts, has ? key : node->address, "Knet requires an explicit nodeid",
			    "knet needs a nodeid from 1 to %d for this node", NODEID_MAX);
	else if (id > NODEID_MAX)
		conf_refuse(facts, key, "Knet requires nodeid to be less than 65536", "\"%s\" is %" PRIu64 ", above the maximum of %d", key,
			    id, NODEID_MAX);
}

/* Looks for a node before the i-th one with the same id. `key`: of that id. */
static void
check_duplicate(struct conf_facts *facts, const uint64_t *ids, size_t i, const char *key)
{
	size_t before = 0;
	char *said;

	while (before < i && ids[before] != ids[i])
		before++;
	if (before == i || ids[i] == 0)
		return;
	said = str_format("Nodeid %" PRIu64 " appears twice in corosync.conf", ids[i]);
	facts->failed |= said == NULL;
	conf_refuse(facts, key, said, "two nodes have the nodeid %" PRIu64, ids[i]);
	free(said);
}

static void
check_nodeids(struct conf_facts *facts, const struct nodes *nodes)
{
	uint64_t *ids = calloc(nodes->n + 1, sizeof(*ids));

	facts->failed |= ids == NULL;
	for (size_t i = 0; i < nodes->n && ids != NULL; i++) {
		char *key = sibling(facts, nodes->v[i].key, "nodeid");

		if (key == NULL)
			break;
		ids[i] = conf_number(facts, key, 0);
		check_duplicate(facts, ids, i, key);
		if (nodes->v[i].address != NULL && conf_transport_is(facts, "knet"))
			check_nodeid(facts, &nodes->v[i], key);
		free(key);
	}
	free(ids);
}

static void
check_name(struct conf_facts *facts, const struct node *node)
{
	char *key = sibling(facts, node->key, "name");

	if (key != NULL && conf_text(facts, key) == NULL)
		conf_refuse(facts, node->address, "for a multi-link configuration, all nodes must have a 'name' attribute",
			    "with several links, this node needs a name");
	free(key);
}

/* Looks for nodes without an address on a link that others have. What corosync says depends on the node where it runs. */
static void
check_link(struct conf_facts *facts, const struct nodes *nodes, unsigned link, bool several)
{
	char *said = several ? str_copy("Not all nodes have the same number of links")
			     : str_format("No multicast port specified for interface %u", link);

	facts->failed |= said == NULL;
	if (nodes->members[link] == 0 && nodes->section[link] != NULL && several)
		conf_refuse(facts, nodes->section[link], said, "no node has an address on link %u", link);
	for (size_t i = 0; i < nodes->n && nodes->members[link] > 0; i++)
		if ((nodes->v[i].links & 1u << link) == 0)
			conf_refuse(facts, nodes->v[i].key, said, several ? "this node has no address on link %u"
								   : "this node has no address on link %u; it cannot start", link);
	free(said);
}

static void
check_links(struct conf_facts *facts, const struct nodes *nodes)
{
	unsigned n = count_links(nodes);
	bool addressed = false;
	char *said;

	for (unsigned link = 0; link < CONF_LINKS; link++) {
		check_link(facts, nodes, link, n > 1);
		addressed |= nodes->members[link] > 0;
	}
	for (size_t i = 0; i < nodes->n && n > 1; i++)
		if (nodes->v[i].address != NULL)
			check_name(facts, &nodes->v[i]);
	if (!addressed)
		conf_refuse(facts, NULL, n > 0 ? "No valid name found for local host" : "No interfaces defined",
			    "the file needs a nodelist with the addresses of the nodes");
	if (n < 2 || conf_transport_is(facts, "knet"))
		return;
	said = str_format("%u is too many configured interfaces for non-Knet transport.", n);
	facts->failed |= said == NULL;
	conf_refuse(facts, "totem.transport", said, "only the transport knet has several links");
	free(said);
}

void
conf_check_nodes(struct conf_facts *facts)
{
	struct nodes nodes = { .n = 0 };

	for (size_t i = 0; i < facts->keys.n; i++) {
		const char *key = facts->keys.v[i].key;

		if (key_pattern_matches(NODE "**", key))
			take_node_key(facts, &nodes, key);
		else if (key_pattern_matches(LINK "**", key))
			take_link_key(facts, &nodes, key);
	}
	check_nodeids(facts, &nodes);
	check_links(facts, &nodes);
	free(nodes.v);
}
