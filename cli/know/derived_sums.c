/* SPDX-License-Identifier: BSD-3-Clause */
/* The formulas of corosync. They compute as it does: integers of 32 bits, of which fractions are cut off. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/derived.h"
#include "know/key.h"
#include "str.h"

#define N PRIu32

/* The value in use that most formulas begin with. */
#define TOKEN "runtime.config.totem.token"
/* A node counts if it has an address on the first link. */
#define NODES "nodelist.node.*.ring0_addr"
#define VOTES "nodelist.node.*.quorum_votes"

enum {
	FIRST_PORT = 5405,
	MESSAGE_SLOTS = 16384, /* QUEUE_RTR_ITEMS_SIZE_MAX of corosync */
};

/* Takes `sum`, which may be NULL. */
static bool
give(struct derived_value *out, uint64_t value, char *sum)
{
	out->value = str_format("%" PRIu64, value);
	out->sum = sum;
	return out->value != NULL && sum != NULL;
}

static uint32_t
input(const struct derived_source *source, size_t i)
{
	return (uint32_t)source->in[i];
}

/* ---- totem --------------------------------------------------------------- */

static bool
token(const struct derived_source *source, struct derived_value *out)
{
	uint32_t base = input(source, 0), coefficient = input(source, 1), nodes = input(source, 2);

	if (nodes == 0) /* without a nodelist nothing says how many there are */
		return false;
	if (nodes <= 2)
		return give(out, base, str_format("%" N ", as there are not more than 2 nodes", base));
	return give(out, base + (nodes - 2) * coefficient,
		    str_format("%" N " + (%" N " nodes - 2) x %" N, base, nodes, coefficient));
}

static bool
token_retransmit(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = input(source, 0), times = input(source, 1);

	return give(out, (uint32_t)(timeout / (times + 0.2)), str_format("%" N " / (%" N " + 0.2)", timeout, times));
}

static bool
hold(const struct derived_source *source, struct derived_value *out)
{
	double pause = input(source, 0) * 0.8 - 10;

	return give(out, pause > 0 ? (uint32_t)pause : 0, str_format("%" N " x 0.8 - 10", input(source, 0)));
}

static bool
consensus(const struct derived_source *source, struct derived_value *out)
{
	return give(out, (uint32_t)(float)(1.2 * input(source, 0)), str_format("1.2 x %" N, input(source, 0)));
}

static bool
ping_timeout(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = input(source, 0), pongs = input(source, 1);

	return give(out, timeout / pongs, str_format("%" N " / %" N, timeout, pongs));
}

static bool
ping_interval(const struct derived_source *source, struct derived_value *out)
{
	uint32_t timeout = input(source, 0), pongs = input(source, 1);

	return give(out, timeout / (pongs * 2), str_format("%" N " / (%" N " x 2)", timeout, pongs));
}

static bool
token_warning(const struct derived_source *source, struct derived_value *out)
{
	uint32_t percent = input(source, 0), timeout = input(source, 1);

	return percent > 0 && give(out, (uint64_t)percent * timeout / 100, str_format("%" N " %% of %" N " ms", percent, timeout));
}

static bool
heartbeat(const struct derived_source *source, struct derived_value *out)
{
	uint32_t failures = input(source, 0), retransmit = input(source, 1), delay = input(source, 2);

	return failures > 0 &&
	       give(out, (uint64_t)failures * retransmit + delay, str_format("%" N " x %" N " ms + %" N " ms", failures, retransmit, delay));
}

static bool
window(const struct derived_source *source, struct derived_value *out)
{
	uint32_t size = input(source, 0), most = input(source, 1);

	return give(out, (uint64_t)size + (most < size ? most : size),
		    str_format("%" N " + min(%" N ", %" N "); corosync ends above %d", size, most, size, MESSAGE_SLOTS));
}

static bool
late_schedule(const struct derived_source *source, struct derived_value *out)
{
	return give(out, (uint32_t)(0.8 * input(source, 0)), str_format("0.8 x %" N " ms, from which on a pause is logged", input(source, 0)));
}

/* ---- addresses ------------------------------------------------------------- */

/* The number of the link in totem.interface.LINK. */
static unsigned
link_of(const struct derived_source *source)
{
	struct key_span star = { .len = 0 };

	(void)key_pattern_capture("totem.interface.*.**", source->key, &star, 1);
	return star.len > 0 ? (unsigned)strtoul(star.text, NULL, 10) : 0;
}

static bool
is_set(const struct facts *facts, const char *key, const char *word)
{
	const char *text = facts_text(facts, key);

	return text != NULL && strcmp(text, word) == 0;
}

/* The text of the key beside this one, with another last component; facts own it. NULL: absent. */
static const char *
text_beside(const struct derived_source *source, const char *last)
{
	const char *dot = strrchr(source->key, '.');
	char *key = str_format("%.*s.%s", (int)(dot - source->key), source->key, last);
	const char *text = key != NULL ? facts_text(source->facts, key) : NULL;

	free(key);
	return text;
}

static bool
port(const struct derived_source *source, struct derived_value *out)
{
	const char *broadcast = text_beside(source, "broadcast");
	bool udp = is_set(source->facts, "totem.transport", "udp");
	unsigned step = udp && broadcast != NULL && strcmp(broadcast, "yes") == 0 ? 2 : 1, number = link_of(source);

	if (step == 1)
		return give(out, FIRST_PORT + number, str_format("%d + link %u", FIRST_PORT, number));
	return give(out, FIRST_PORT + 2 * number, str_format("%d + 2 x link %u", FIRST_PORT, number));
}

/* Of the name of the cluster; only for IPv4, which udp uses unless it is told otherwise. */
static bool
multicast_address(const struct derived_source *source, struct derived_value *out)
{
	const char *name = facts_text(source->facts, "totem.cluster_name"), *broadcast = text_beside(source, "broadcast");
	const char *version = facts_text(source->facts, "totem.ip_version");
	unsigned hash = 0, id;

	if (!is_set(source->facts, "totem.transport", "udp") || name == NULL || (version != NULL && strcmp(version, "ipv4") != 0))
		return false;
	if (broadcast != NULL && strcmp(broadcast, "yes") == 0) {
		out->value = strdup("255.255.255.255");
		out->sum = strdup("the address for broadcasts");
		return out->value != NULL && out->sum != NULL;
	}
	for (const char *c = name; *c != '\0'; c++)
		hash = 2 * hash + (unsigned char)*c;
	id = (hash & 0xffff) + link_of(source);
	out->value = str_format("239.192.%u.%u", id >> 8, id % 255);
	out->sum = str_format("239.192. and the hash %u of \"%s\"", id, name);
	return out->value != NULL && out->sum != NULL;
}

/* Of the address on the first link, which must be a number itself. */
static bool
generated_nodeid(const struct derived_source *source, struct derived_value *out)
{
	const char *transport = facts_text(source->facts, "totem.transport"), *address = text_beside(source, "ring0_addr");
	bool positive = is_set(source->facts, "totem.clear_node_high_bit", "yes");
	struct in_addr ip;

	if (transport == NULL || strncmp(transport, "udp", 3) != 0 || address == NULL || inet_pton(AF_INET, address, &ip) != 1)
		return false;
	return give(out, ntohl(ip.s_addr) & (positive ? INT32_MAX : UINT32_MAX),
		    str_format("%s as a number%s", address, positive ? " without its highest bit" : ""));
}

/* ---- votes ------------------------------------------------------------------ */

/* Appends " + VOTES" of each node. */
static uint64_t
write_votes(FILE *out, const struct facts *facts)
{
	uint64_t sum = 0, votes;

	for (size_t i = 0; i < facts->entries.n; i++) {
		const struct cmh_entry *entry = &facts->entries.v[i];
		char *key;

		if (!key_pattern_matches(NODES, entry->key))
			continue;
		key = key_fill(VOTES, NODES, entry->key);
		votes = 1;
		if (key != NULL && facts_value(facts, key) != NULL)
			(void)cmh_value_uint64(facts_value(facts, key), &votes, NULL);
		free(key);
		fprintf(out, "%s%" PRIu64, sum > 0 || ftell(out) > 0 ? " + " : "", votes);
		sum += votes;
	}
	return sum;
}

static bool
expected_votes(const struct derived_source *source, struct derived_value *out)
{
	const char *device = facts_text(source->facts, "quorum.device.model");
	bool has_device = device != NULL && device[0] != '\0';
	uint32_t nodes = input(source, 0), more = has_device ? input(source, 2) : 0;
	struct str_stream sum;
	uint64_t votes;

	/* A device with votes of its own counts only once it is there. */
	if (nodes == 0 || (has_device && facts_value(source->facts, "quorum.device.votes") != NULL) || !str_open(&sum))
		return false;
	votes = write_votes(sum.out, source->facts);
	if (has_device)
		fprintf(sum.out, " + %" N " of the quorum device", more);
	return give(out, votes + more, str_close(&sum));
}

static bool
device_votes(const struct derived_source *source, struct derived_value *out)
{
	uint32_t nodes = input(source, 0);

	return nodes > 0 && give(out, nodes - 1, str_format("%" N " nodes - 1", nodes));
}

static bool
wait_for_all(const struct derived_source *source, struct derived_value *out)
{
	bool two = source->in[0] != 0;

	return give(out, two, str_format("two_node, which is %d", two));
}

static const struct derived formulas[] = {
	{ "totem.token", DERIVED_IN_USE, { "totem.token", "totem.token_coefficient", NODES },
	  "token + (nodes - 2) x token_coefficient, for 3 or more nodes", token },
	{ "totem.token_retransmit", DERIVED_DEFAULT, { TOKEN, "totem.token_retransmits_before_loss_const" },
	  "token in use / (token_retransmits_before_loss_const + 0.2)", token_retransmit },
	{ "totem.hold", DERIVED_DEFAULT, { "runtime.config.totem.token_retransmit" }, "token_retransmit in use x 0.8 - 10", hold },
	{ "totem.consensus", DERIVED_DEFAULT, { TOKEN }, "1.2 x token in use", consensus },
	{ "totem.interface.*.knet_ping_timeout", DERIVED_DEFAULT, { TOKEN, "totem.interface.*.knet_pong_count" },
	  "token in use / knet_pong_count; after a change of the token one reload late", ping_timeout },
	{ "totem.interface.*.knet_ping_interval", DERIVED_DEFAULT, { TOKEN, "totem.interface.*.knet_pong_count" },
	  "token in use / (knet_pong_count x 2); after a change of the token one reload late", ping_interval },
	{ "totem.token_warning", DERIVED_AMOUNT, { "runtime.config.totem.token_warning", TOKEN }, "token_warning % of token in use",
	  token_warning },
	{ "totem.heartbeat_failures_allowed", DERIVED_AMOUNT,
	  { "totem.heartbeat_failures_allowed", "runtime.config.totem.token_retransmit", "totem.max_network_delay" },
	  "heartbeat_failures_allowed x token_retransmit in use + max_network_delay", heartbeat },
	{ "totem.window_size", DERIVED_AMOUNT, { "runtime.config.totem.window_size", "runtime.config.totem.max_messages" },
	  "window_size + min(max_messages, window_size); corosync ends above 16384", window },
	{ "totem.max_messages", DERIVED_AMOUNT, { "runtime.config.totem.window_size", "runtime.config.totem.max_messages" },
	  "window_size + min(max_messages, window_size); corosync ends above 16384", window },
	{ "stats.schedmiss.*.delay", DERIVED_AMOUNT, { TOKEN }, "0.8 x token in use, from which on a pause is logged", late_schedule },
	{ "totem.interface.*.mcastport", DERIVED_DEFAULT, { "totem.transport", "totem.interface.*.broadcast" },
	  "5405 + link; with broadcast over udp 5405 + 2 x link", port },
	{ "totem.interface.*.mcastaddr", DERIVED_DEFAULT, { "totem.transport", "totem.cluster_name", "totem.interface.*.broadcast" },
	  "with udp 239.192. and a hash of cluster_name", multicast_address },
	{ "nodelist.node.*.nodeid", DERIVED_DEFAULT, { "totem.transport", "totem.clear_node_high_bit", "nodelist.node.*.ring0_addr" },
	  "with udp and udpu ring0_addr as a number", generated_nodeid },
	{ "quorum.expected_votes", DERIVED_DEFAULT, { NODES, "quorum.device.model", "quorum.device.votes" },
	  "the votes of all nodes, and those of the quorum device", expected_votes },
	{ "quorum.device.votes", DERIVED_DEFAULT, { NODES }, "nodes - 1", device_votes },
	{ "quorum.wait_for_all", DERIVED_DEFAULT, { "quorum.two_node" }, "two_node", wait_for_all },
};

const struct derived *
derived_table(size_t *n)
{
	*n = sizeof(formulas) / sizeof(formulas[0]);
	return formulas;
}
