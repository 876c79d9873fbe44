/* SPDX-License-Identifier: BSD-3-Clause */
/* The formulas of addresses and votes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/derived_sums.h"
#include "know/key.h"
#include "str.h"

enum { FIRST_PORT = 5405 };

/* ---- addresses ------------------------------------------------------------- */

/* The number of the link in totem.interface.LINK. */
static unsigned
link_of(const struct derived_source *source)
{
	struct key_span star = { .len = 0 };

	(void)key_pattern_capture("totem.interface.*.**", source->key, &star, 1);
	return star.len > 0 ? (unsigned)strtoul(star.text, NULL, 10) : 0;
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

bool
sum_port(const struct derived_source *source, struct derived_value *out)
{
	const char *broadcast = text_beside(source, "broadcast");
	bool udp = sum_is_set(source->facts, "totem.transport", "udp");
	unsigned step = udp && broadcast != NULL && strcmp(broadcast, "yes") == 0 ? 2 : 1, number = link_of(source);

	if (step == 1)
		return sum_give(out, FIRST_PORT + number, str_format("%d + link %u", FIRST_PORT, number));
	return sum_give(out, FIRST_PORT + 2 * number, str_format("%d + 2 x link %u", FIRST_PORT, number));
}

/* Of the name of the cluster; only for IPv4, which udp uses unless totem.ip_version is another one. */
bool
sum_multicast_address(const struct derived_source *source, struct derived_value *out)
{
	const char *name = facts_text(source->facts, "totem.cluster_name"), *broadcast = text_beside(source, "broadcast");
	const char *version = facts_text(source->facts, "totem.ip_version");
	unsigned hash = 0, id;

	if (!sum_is_set(source->facts, "totem.transport", "udp") || name == NULL || (version != NULL && strcmp(version, "ipv4") != 0))
		return false;
	if (broadcast != NULL && strcmp(broadcast, "yes") == 0) {
		out->value = str_copy("255.255.255.255");
		out->sum = str_copy("the address for broadcasts");
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
bool
sum_nodeid(const struct derived_source *source, struct derived_value *out)
{
	const char *address = text_beside(source, "ring0_addr");
	bool positive = sum_is_set(source->facts, "totem.clear_node_high_bit", "yes");
	uint32_t id;

	return sum_generate_id(source->facts, address, &id) &&
	       sum_give(out, id, str_format("%s as a number%s", address, positive ? " without its highest bit" : ""));
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

		if (!key_pattern_matches(SUM_NODES, entry->key))
			continue;
		key = key_fill(SUM_VOTES, SUM_NODES, entry->key);
		votes = 1;
		if (key != NULL && facts_value(facts, key) != NULL)
			(void)cmh_value_uint64(facts_value(facts, key), &votes, NULL);
		free(key);
		fprintf(out, "%s%" PRIu64, sum > 0 || ftell(out) > 0 ? " + " : "", votes);
		sum += votes;
	}
	return sum;
}

bool
sum_expected_votes(const struct derived_source *source, struct derived_value *out)
{
	const char *device = facts_text(source->facts, "quorum.device.model");
	bool has_device = device != NULL && device[0] != '\0';
	uint32_t nodes = sum_input(source, 0), more = has_device ? sum_input(source, 2) : 0;
	struct str_stream sum;
	uint64_t votes;

	/* A device with votes of its own counts only once it is there. */
	if (nodes == 0 || (has_device && facts_value(source->facts, "quorum.device.votes") != NULL) || !str_open(&sum))
		return false;
	votes = write_votes(sum.out, source->facts);
	if (has_device)
		fprintf(sum.out, " + %" PRIu32 " of the quorum device", more);
	return sum_give(out, votes + more, str_close(&sum));
}

bool
sum_device_votes(const struct derived_source *source, struct derived_value *out)
{
	uint32_t nodes = sum_input(source, 0);

	return nodes > 0 && sum_give(out, nodes - 1, str_format("%" PRIu32 " nodes - 1", nodes));
}

bool
sum_wait_for_all(const struct derived_source *source, struct derived_value *out)
{
	bool two = source->in[0] != 0;

	return sum_give(out, two, str_format("two_node, which is %d", two));
}
