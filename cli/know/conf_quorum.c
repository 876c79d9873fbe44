/* SPDX-License-Identifier: BSD-3-Clause */
/* Settings of quorum that exclude each other, as votequorum checks them when it starts. */
#include <stdlib.h>
#include <string.h>

#include "key_pattern.h"
#include "know/conf_facts.h"
#include "str.h"

#define DEVICE "quorum.device.model"
#define DEVICE_VOTES "quorum.device.votes"

struct votes {
	uint64_t nodes, of_nodes; /* nodes with an address on link 0, and their votes */
	uint64_t expected;        /* 0: the votes of the nodes */
};

static bool
is_on(const struct conf_facts *facts, const char *key)
{
	return conf_number(facts, key, 0) != 0;
}

static bool
has_device(const struct conf_facts *facts)
{
	const char *model = conf_text(facts, DEVICE);

	return model != NULL && model[0] != '\0';
}

static struct votes
count_votes(struct conf_facts *facts)
{
	struct votes votes = { .expected = conf_number(facts, "quorum.expected_votes", 0) };

	for (size_t i = 0; i < facts->keys.n; i++) {
		const char *key = facts->keys.v[i].key;
		uint64_t own = 1;
		char *name;

		if (!key_pattern_matches("nodelist.node.*.ring0_addr", key))
			continue;
		name = str_format("%.*squorum_votes", (int)(strlen(key) - strlen("ring0_addr")), key);
		facts->failed |= name == NULL;
		if (name != NULL && !conf_integer(facts, name, &own))
			own = 1;
		votes.nodes++;
		votes.of_nodes += own;
		free(name);
	}
	return votes;
}

/* Whether the tie-breaker is on in the end: without wait_for_all, an odd number of votes switches it off. */
static bool
breaks_ties(struct conf_facts *facts, const struct votes *votes)
{
	uint64_t waits;

	if (!conf_integer(facts, "quorum.wait_for_all", &waits))
		waits = is_on(facts, "quorum.two_node");
	if (!is_on(facts, "quorum.auto_tie_breaker"))
		return false;
	if (votes->of_nodes % 2 == 0 || waits != 0)
		return true;
	if (is_on(facts, "quorum.last_man_standing"))
		conf_refuse(facts, "quorum.last_man_standing",
			    "configuration error: auto_tie_breaker & last_man_standing not available in odd sized cluster",
			    "with an odd number of votes, auto_tie_breaker and last_man_standing need wait_for_all");
	return false;
}

static void
exclude(struct conf_facts *facts, bool on, const char *key, const char *said)
{
	if (on)
		conf_refuse(facts, key, said, "\"%s\" and a quorum device exclude each other", key);
}

static void
check_device_votes(struct conf_facts *facts, const struct votes *votes)
{
	uint64_t own;
	bool given = conf_integer(facts, DEVICE_VOTES, &own);

	if (!given && votes->expected != 0)
		conf_refuse(facts, "quorum.expected_votes",
			    "configuration error: quorum.device.votes must be specified when quorum.expected_votes is set",
			    "with \"quorum.expected_votes\", the device needs \"" DEVICE_VOTES "\"");
	else if (!given && votes->nodes != votes->of_nodes)
		conf_refuse(facts, DEVICE, "configuration error: quorum.device.votes must be specified when not all nodes votes 1",
			    "if a node has not exactly 1 vote, the device needs \"" DEVICE_VOTES "\"");
	else if (given && own > 0 && votes->expected != 0 && votes->expected < own + 2)
		conf_refuse(facts, DEVICE_VOTES, "configuration error: quorum.device.votes is too high or expected_votes is too low",
			    "\"quorum.expected_votes\" must be at least 2 more than \"" DEVICE_VOTES "\"");
}

void
conf_check_quorum(struct conf_facts *facts)
{
	const char *provider = conf_text(facts, "quorum.provider");
	struct votes votes;
	bool device, ties;

	if (provider == NULL || strcmp(provider, "corosync_votequorum") != 0)
		return;
	votes = count_votes(facts);
	device = has_device(facts);
	ties = breaks_ties(facts, &votes);
	if (!device)
		return;
	exclude(facts, is_on(facts, "quorum.two_node"), "quorum.two_node",
		"configuration error: two_node and quorum device cannot be configured at the same time!");
	exclude(facts, is_on(facts, "quorum.last_man_standing"), "quorum.last_man_standing",
		"configuration error: quorum.device is not compatible with last_man_standing");
	exclude(facts, ties, "quorum.auto_tie_breaker", "configuration error: quorum.device is not compatible with auto_tie_breaker");
	exclude(facts, is_on(facts, "quorum.allow_downscale"), "quorum.allow_downscale",
		"configuration error: quorum.device is not compatible with allow_downscale");
	check_device_votes(facts, &votes);
}
