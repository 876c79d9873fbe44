/* SPDX-License-Identifier: BSD-3-Clause */
/* The formulas give what corosync computed where it was measured, and say how. */
#include "test.h"

#include "facts.h"
#include "know/derived.h"
#include "know/key.h"
#include "str.h"

#define NODE(n) "nodelist.node." #n ".ring0_addr str 10.0.0." #n "\n"
#define TWO NODE(0) NODE(1)
#define THREE TWO NODE(2)
#define FIVE THREE NODE(3) NODE(4)
#define IN_USE(token) "runtime.config.totem.token u32 " #token "\n"
#define RETRANSMIT(ms) "runtime.config.totem.token_retransmit u32 " #ms "\n"
#define LINK(number, option) "totem.interface." #number "." option

TEST(formulas_give_what_corosync_computes)
{
	static const struct {
		const char *key, *facts, *value, *sum; /* value NULL: it is not computed */
	} rows[] = {
		{ "totem.token", THREE, "3650", "3000 + (3 nodes - 2) x 650" },
		{ "totem.token", FIVE "totem.token u32 5000\n", "6950", "5000 + (5 nodes - 2) x 650" },
		{ "totem.token", FIVE "totem.token_coefficient u32 0\n", "3000", "3000 + (5 nodes - 2) x 0" },
		{ "totem.token", THREE "totem.token u32 4000\ntotem.token_coefficient u32 500\n", "4500", "4000 + (3 nodes - 2) x 500" },
		{ "totem.token", TWO "totem.token u32 1000\n", "1000", "1000, as there are not more than 2 nodes" },
		{ "totem.token", THREE "totem.token u32 0\n", "3650", "3000 + (3 nodes - 2) x 650" },
		{ "totem.token", THREE "totem.token str 1000\n", "3650", "3000 + (3 nodes - 2) x 650" },
		{ "totem.token", "totem.token u32 1000\n", NULL, NULL },
		{ "totem.token", TWO "nodelist.node.0.nodeid u32 167772160\ntotem.transport str udpu\n" IN_USE(4300), "4300",
		  "3000 + (2 x 2 nodes - 2) x 650; nodes without id and name count twice" },
		{ "totem.token", TWO "nodelist.node.0.nodeid u32 167772160\ntotem.transport str udpu\n" IN_USE(3000), "3000",
		  "3000, as there are not more than 2 nodes" },
		{ "totem.token", TWO "nodelist.node.0.nodeid u32 1\ntotem.transport str udpu\n" IN_USE(4300), "3000",
		  "3000, as there are not more than 2 nodes" },
		{ "totem.token_retransmit", IN_USE(3000), "714", "3000 / (4 + 0.2)" },
		{ "totem.token_retransmit", IN_USE(3650), "869", "3650 / (4 + 0.2)" },
		{ "totem.token_retransmit", IN_USE(126), "30", "126 / (4 + 0.2)" },
		{ "totem.token_retransmit", IN_USE(125), "29", "125 / (4 + 0.2)" },
		{ "totem.token_retransmit", IN_USE(3000) "totem.token_retransmits_before_loss_const u32 10\n", "294", "3000 / (10 + 0.2)" },
		{ "totem.hold", RETRANSMIT(714), "561", "714 x 0.8 - 10" },
		{ "totem.hold", RETRANSMIT(869), "685", "869 x 0.8 - 10" },
		{ "totem.hold", RETRANSMIT(2), "4294967288", "2 x 0.8 - 10, below 0, as an unsigned number" },
		{ "totem.consensus", IN_USE(3650), "4380", "1.2 x 3650" },
		{ "totem.consensus", IN_USE(6950), "8340", "1.2 x 6950" },
		{ LINK(0, "knet_ping_timeout"), IN_USE(3650), "1825", "3650 / 2" },
		{ LINK(1, "knet_ping_timeout"), IN_USE(4500) LINK(1, "knet_pong_count") " u32 4\n", "1125", "4500 / 4" },
		{ LINK(0, "knet_ping_timeout"), IN_USE(4500) LINK(1, "knet_pong_count") " u32 4\n", "2250", "4500 / 2" },
		{ LINK(0, "knet_ping_interval"), IN_USE(3650), "912", "3650 / (2 x 2)" },
		{ LINK(1, "knet_ping_interval"), IN_USE(4500) LINK(1, "knet_pong_count") " u32 4\n", "562", "4500 / (4 x 2)" },
		{ "totem.token_warning", IN_USE(3000), "2250", "75 % of 3000 ms" },
		{ "totem.token_warning", IN_USE(3000) "totem.token_warning u32 0\n", NULL, NULL },
		{ "totem.token_warning", IN_USE(3000) "totem.token_warning u32 1\n", "30", "1 % of 3000 ms" },
		{ "totem.heartbeat_failures_allowed", RETRANSMIT(714), NULL, NULL },
		{ "totem.heartbeat_failures_allowed", RETRANSMIT(714) "totem.heartbeat_failures_allowed u32 3\n", "2192", "3 x 714 ms + 50 ms" },
		{ "totem.window_size", "", "67", "50 + min(17, 50); corosync ends above 16384" },
		{ "totem.max_messages", "totem.max_messages u32 90\n", "100", "50 + min(90, 50); corosync ends above 16384" },
		{ "stats.schedmiss.0.delay", IN_USE(140), "112", "0.8 x 140 ms, from which on a pause is logged" },
		{ LINK(0, "mcastport"), "", "5405", "5405 + link 0" },
		{ LINK(7, "mcastport"), "", "5412", "5405 + link 7" },
		{ LINK(1, "mcastport"), LINK(1, "broadcast") " str yes\n", "5406", "5405 + link 1" },
		{ LINK(1, "mcastport"), LINK(1, "broadcast") " str yes\ntotem.transport str udp\n", "5407", "5405 + 2 x link 1" },
		{ LINK(0, "mcastaddr"), "totem.transport str udp\ntotem.cluster_name str one\n", "239.192.2.0",
		  "239.192. and the hash 765 of \"one\"" },
		{ LINK(0, "mcastaddr"), "totem.transport str udp\ntotem.cluster_name str sandbox\n", "239.192.53.243",
		  "239.192. and the hash 13758 of \"sandbox\"" },
		{ LINK(0, "mcastaddr"), "totem.transport str udp\ntotem.cluster_name str a\n" LINK(0, "broadcast") " str yes\n",
		  "255.255.255.255", "the address for broadcasts" },
		{ LINK(0, "mcastaddr"), "totem.transport str udp\ntotem.cluster_name str one\ntotem.ip_version str ipv6\n", NULL, NULL },
		{ LINK(0, "mcastaddr"), "totem.cluster_name str one\n", NULL, NULL },
		{ "nodelist.node.0.nodeid", "totem.transport str udpu\nnodelist.node.0.ring0_addr str 127.0.0.1\n", "2130706433",
		  "127.0.0.1 as a number" },
		{ "nodelist.node.0.nodeid",
		  "totem.transport str udp\nnodelist.node.0.ring0_addr str 192.0.2.1\ntotem.clear_node_high_bit str yes\n", "1073742337",
		  "192.0.2.1 as a number without its highest bit" },
		{ "nodelist.node.0.nodeid", "nodelist.node.0.ring0_addr str 127.0.0.1\n", NULL, NULL },
		{ "nodelist.node.0.nodeid", "totem.transport str udp\nnodelist.node.0.ring0_addr str node1\n", NULL, NULL },
		{ "quorum.expected_votes", THREE, "3", "1 + 1 + 1" },
		{ "quorum.expected_votes", NODE(0), "1", "1" },
		{ "quorum.expected_votes", THREE "nodelist.node.1.quorum_votes u32 2\n", "4", "1 + 2 + 1" },
		{ "quorum.expected_votes", TWO "nodelist.node.0.quorum_votes u32 0\n", "1", "0 + 1" },
		{ "quorum.expected_votes", TWO NODE(2) NODE(3) "quorum.device.model str net\n", "7",
		  "1 + 1 + 1 + 1 + 3 of the quorum device" },
		{ "quorum.expected_votes", TWO "quorum.device.model str net\nquorum.device.votes u32 1\n", NULL, NULL },
		{ "quorum.expected_votes", TWO "quorum.device.model str \nquorum.device.votes u32 1\n", "2", "1 + 1" },
		{ "quorum.expected_votes", "", NULL, NULL },
		{ "quorum.device.votes", FIVE, "4", "5 nodes - 1" },
		{ "quorum.wait_for_all", "", "0", "two_node, which is 0" },
		{ "quorum.wait_for_all", "quorum.two_node u8 1\n", "1", "two_node, which is 1" },
		/* Values in use that the map does not have are computed, too. */
		{ "totem.consensus", THREE "totem.token u32 1000\n", "1980", "1.2 x 1650" },
		{ "totem.hold", THREE "totem.token u32 1000\n", "303", "392 x 0.8 - 10" },
		{ "totem.hold", "totem.token_retransmit u32 400\n", "310", "400 x 0.8 - 10" },
		{ "totem.consensus", "", NULL, NULL },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct derived *derived = derived_find(rows[i].key);
		struct facts facts = FACTS_INIT;
		struct derived_value out;
		bool computed;

		assert_non_null(derived);
		read_facts(&facts, rows[i].facts);
		computed = derived_compute(derived, rows[i].key, &facts, &out);
		if (computed != (rows[i].value != NULL))
			FAIL_ROW("%zu: %s: %s", i, rows[i].key, computed ? out.value : "not computed");
		else if (computed && (strcmp(out.value, rows[i].value) != 0 || strcmp(out.sum, rows[i].sum) != 0))
			FAIL_ROW("%zu: %s: %s = %s", i, rows[i].key, out.value, out.sum);
		derived_clear(&out);
		facts_clear(&facts);
	}
}

TEST(nothing_is_computed_before_the_facts_were_read)
{
	struct facts facts = FACTS_INIT;
	struct derived_value out;

	assert_true(derived_want(derived_find("totem.window_size"), "totem.window_size", &facts));
	assert_false(derived_compute(derived_find("totem.window_size"), "totem.window_size", &facts, &out));
	facts_clear(&facts);
}

TEST(every_formula_is_about_keys_that_the_table_has)
{
	size_t n;
	const struct derived *table = derived_table(&n);

	assert_true(n > 15);
	for (size_t i = 0; i < n; i++) {
		if (key_info_exact(table[i].key) == NULL)
			FAIL_ROW("%s", table[i].key);
		if (table[i].formula == NULL || table[i].inputs[0] == NULL)
			FAIL_ROW("%s is not complete", table[i].key);
		for (size_t j = 0; j < DERIVED_INPUTS && table[i].inputs[j] != NULL; j++)
			if (key_info_exact(table[i].inputs[j]) == NULL)
				FAIL_ROW("%s: %s", table[i].key, table[i].inputs[j]);
		if (table[i].kind == DERIVED_IN_USE && key_info_exact(table[i].key)->in_use[0] == '\0')
			FAIL_ROW("%s is not in use", table[i].key);
		if (table[i].kind == DERIVED_DEFAULT && key_info_exact(table[i].key)->by_default[0] != '\0')
			FAIL_ROW("%s has two defaults", table[i].key);
	}
}

/* Whether the keys that depend on one are these, in any order: "A B". */
static bool
depend(const char *key, const char *expected)
{
	char **found = derived_dependents(key), *text = str_format(" %s ", expected);
	size_t n = 0, words = expected[0] != '\0';
	bool good = found != NULL && text != NULL;

	for (const char *c = expected; *c != '\0'; c++)
		words += *c == ' ';
	for (; good && found[n] != NULL; n++) {
		char *one = str_format(" %s ", found[n]);

		good = one != NULL && strstr(text, one) != NULL;
		if (!good)
			print_message("%s: %s\n", key, found[n]);
		free(one);
	}
	str_list_free(found);
	free(text);
	return good && n == words;
}

TEST(what_depends_on_a_key_is_found_directly_or_not)
{
#define R "runtime.config.totem."
	assert_true(depend("totem.token", R "token " R "token_retransmit " R "hold " R "consensus " R
					    "interface.*.knet_ping_timeout " R "interface.*.knet_ping_interval"));
	assert_true(depend(R "token_retransmit", R "hold"));
	assert_true(depend("totem.interface.3.knet_pong_count", R "interface.3.knet_ping_timeout " R "interface.3.knet_ping_interval"));
	assert_true(depend("quorum.two_node", "runtime.votequorum.two_node quorum.wait_for_all"));
	assert_true(depend("totem.join", R "join"));
	assert_true(depend("runtime.members.1.status", ""));
	assert_true(depend("my.note", ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formulas_give_what_corosync_computes),
		cmocka_unit_test(nothing_is_computed_before_the_facts_were_read),
		cmocka_unit_test(every_formula_is_about_keys_that_the_table_has),
		cmocka_unit_test(what_depends_on_a_key_is_found_directly_or_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
