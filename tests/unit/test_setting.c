/* SPDX-License-Identifier: BSD-3-Clause */
/* Settings: what is configured, in use and the default, and why these differ; and whom a key is about. */
#include "test.h"

#include "facts.h"
#include "know/key_text.h"
#include "know/setting.h"
#include "know/subject.h"

#define USE "runtime.config.totem."
#define NODE(n) "nodelist.node." #n ".ring0_addr str 10.0.0." #n "\n"
#define NODES NODE(0) NODE(1) NODE(2)

TEST(a_setting_says_why_its_values_differ)
{
	static const struct {
		const char *key, *facts;
		bool differs;
		const char *why; /* NULL: nothing to say */
	} rows[] = {
		{ "totem.join", USE "join u32 50\n", false, NULL },
		{ "totem.join", "totem.join u32 50\n" USE "join u32 50\n", false, NULL },
		{ "totem.join", "totem.join u32 60\n" USE "join u32 60\n", true, "configured" },
		{ "totem.join", "totem.join u32 0\n" USE "join u32 50\n", true, "0 means the default" },
		{ "totem.join", "totem.join str 60\n" USE "join u32 50\n", true, "corosync expects a u32 and ignores this str" },
		{ "totem.join", "totem.join u32 60\n" USE "join u32 50\n", true, "corosync has not taken it over" },
		{ "totem.join", USE "join u32 60\n", true, "corosync has not taken it over" },
		{ "totem.join", "totem.join u32 60\n", true, "configured" }, /* a saved map without values in use */
		{ "totem.send_join", "totem.send_join u32 0\n" USE "send_join u32 0\n", false, NULL },
		{ "totem.token_warning", "totem.token_warning u32 0\n" USE "token_warning u32 0\n", true, "configured" },
		{ "totem.token", NODES "totem.token u32 1000\n" USE "token u32 1650\n", true, "1650 = 1000 + (3 nodes - 2) x 650" },
		{ "totem.token", NODES USE "token u32 3650\n", true, "3650 = 3000 + (3 nodes - 2) x 650" },
		{ "totem.token", NODES USE "token u32 5000\n", true, "3650 = 3000 + (3 nodes - 2) x 650; corosync has not taken it over" },
		{ "totem.consensus", USE "token u32 1650\n" USE "consensus u32 1980\n", false, "1980 = 1.2 x 1650" },
		{ "totem.consensus", USE "consensus u32 1980\n", false, NULL }, /* without the token, the default is not known */
		{ "totem.consensus", USE "token u32 1650\ntotem.consensus u32 4000\n" USE "consensus u32 4000\n", true, "configured" },
		{ "totem.interface.0.knet_ping_timeout", USE "token u32 5650\n" USE "interface.0.knet_ping_timeout u32 825\n", true,
		  "2825 = 5650 / 2; computed from an earlier value; the next reload, or the one after it, computes it again" },
		{ "totem.interface.0.knet_ping_timeout",
		  USE "token u32 1650\ntotem.interface.0.knet_ping_timeout u32 900\n" USE "interface.0.knet_ping_timeout u32 825\n", true,
		  "a reload takes the value in corosync.conf over" },
		{ "totem.block_unlisted_ips", USE "block_unlisted_ips u32 1\n", false, NULL },
		{ "totem.block_unlisted_ips", "totem.block_unlisted_ips str no\n" USE "block_unlisted_ips u32 0\n", true, "configured" },
		{ "totem.block_unlisted_ips", "totem.block_unlisted_ips str nope\n" USE "block_unlisted_ips u32 1\n", true,
		  "neither yes nor no: the default counts" },
		{ "totem.heartbeat_failures_allowed",
		  "totem.heartbeat_failures_allowed u32 3\n" USE "heartbeat_failures_allowed u32 3\n" USE "token_retransmit u32 714\n", true,
		  "configured; corosync uses what corosync.conf had when it started" },
		{ "totem.heartbeat_failures_allowed",
		  "totem.heartbeat_failures_allowed u32 3\n" USE "heartbeat_failures_allowed u32 2\n", true,
		  "a restart takes the value in corosync.conf over" },
		{ "totem.max_network_delay", "totem.max_network_delay u32 60\n" USE "max_network_delay u32 50\n", true,
		  "a restart takes the value in corosync.conf over" },
		{ "totem.knet_compression_model", "totem.knet_compression_model str zlib\n" USE "knet_compression_model str zlib\n", true,
		  "configured; corosync uses what corosync.conf had at the last reload or start" },
		{ "quorum.two_node", "quorum.two_node u8 1\nruntime.votequorum.two_node u8 0\n", true,
		  "corosync has switched it off: it conflicts with another option" },
		{ "quorum.two_node", "quorum.two_node u8 2\nruntime.votequorum.two_node u8 1\n", true, "configured" },
		{ "quorum.auto_tie_breaker", "quorum.auto_tie_breaker u8 1\nruntime.votequorum.atb_type u32 2\n", true, "configured" },
		{ "quorum.auto_tie_breaker", "quorum.auto_tie_breaker u8 1\nruntime.votequorum.atb_type u32 0\n", true,
		  "corosync has switched it off: it conflicts with another option" },
		{ "totem.transport", "totem.transport str udpu\n", true, "configured" },
		{ "totem.cluster_name", "totem.cluster_name str x\n", false, NULL },
		{ "totem.netmtu", "", false, "default: 65536 with knet, 1500 with udp and udpu" },
		{ "totem.tokn", "totem.tokn str 1000\n", true, "corosync does not know this setting; did you mean \"totem.token\"?" },
		{ "totem.strange", "totem.strange str 1000\n", true, "corosync does not know this setting: look for a misspelling" },
		{ "totem.token", "nodelist.node.0.ring0_addr str 10.0.0.1\ntotem.token u32 5000\nruntime.config.totem.token u32 5000\n", true,
		  "5000, as there are not more than 2 nodes" },
		{ "totem.ip_dscp", "totem.ip_dscp u8 0\n", false, NULL },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		struct facts facts = FACTS_INIT;
		struct setting setting;
		char *why;

		read_facts(&facts, rows[i].facts);
		assert_true(setting_find(&setting, rows[i].key, &facts));
		why = setting_why(&setting);
		if (setting_differs(&setting) != rows[i].differs)
			FAIL_ROW("%zu: %s: %s", i, rows[i].key, rows[i].differs ? "does not differ" : "differs");
		if (rows[i].why == NULL ? why != NULL : why == NULL || strcmp(why, rows[i].why) != 0)
			FAIL_ROW("%zu: %s: %s", i, rows[i].key, why != NULL ? why : "nothing");
		free(why);
		setting_clear(&setting);
		facts_clear(&facts);
	}
}

TEST(whom_a_key_is_about_is_found_by_id_position_or_value)
{
	static const char known[] = "nodelist.node.0.nodeid u32 7\nnodelist.node.0.name str one\nnodelist.node.0.ring0_addr str 10.0.0.1\n"
				    "nodelist.node.0.ring1_addr str 10.1.0.1\nnodelist.node.1.nodeid u32 2\n"
				    "nodelist.node.1.ring0_addr str 10.0.0.2\nruntime.votequorum.this_node_id u32 7\n"
				    "nodelist.local_node_pos u32 1\nstats.ipcs.service2.17.0xab.procname str crmd\n";
	static const struct {
		const char *key, *text; /* NULL: nobody in particular */
	} rows[] = {
		{ "runtime.members.7.status", "one, 10.0.0.1" },
		{ "runtime.members.2.ip", "10.0.0.2" },
		{ "runtime.members.3.ip", "a node that the nodelist does not have, id 3" },
		{ "runtime.totem.pg.mrp.srp.members.7.status", "one, 10.0.0.1" },
		{ "stats.knet.node7.link1.mtu", "link 1 to one, 10.1.0.1" },
		{ "nodelist.node.1.nodeid", "10.0.0.2" },
		{ "nodelist.node.5.nodeid", NULL },
		{ "runtime.votequorum.this_node_id", "one, 10.0.0.1" },
		{ "runtime.votequorum.lowest_node_id", NULL },
		{ "nodelist.local_node_pos", "10.0.0.2" },
		{ "totem.interface.3.ttl", "link 3" },
		{ "runtime.config.totem.interface.0.knet_ping_timeout", "link 0" },
		{ "runtime.services.cpg.3.tx", "function 3 of the service cpg" },
		{ "stats.ipcs.service2.17.0xab.queued", "crmd, pid 17, a client of the service cpg" },
		{ "stats.ipcs.service0.18.0xcd.queued", "pid 18, a client of the service cmap" },
		{ "totem.token", NULL },
		{ "my.note", NULL },
	};
	struct facts facts = FACTS_INIT;

	read_facts(&facts, known);
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *text = subject_text(rows[i].key, &facts);

		if (rows[i].text == NULL ? text != NULL : text == NULL || strcmp(text, rows[i].text) != 0)
			FAIL_ROW("%s: %s", rows[i].key, text != NULL ? text : "nobody");
		free(text);
	}
	facts_clear(&facts);
	facts = (struct facts)FACTS_INIT;
	read_facts(&facts, "runtime.members.3.ip str r(0) ip(10.0.0.3)\n"); /* without a nodelist, no node is missing in it */
	assert_null(subject_text("runtime.members.3.ip", &facts));
	facts_clear(&facts);
}

TEST(a_change_lasts_in_its_section_of_corosync_conf)
{
	static const struct {
		const char *key, *text; /* NULL: nothing makes it last */
	} rows[] = {
		{ "totem.token", "set token in the section totem of corosync.conf on all nodes, then run: corosync-cfgtool -R" },
		{ "totem.transport",
		  "set transport in the section totem of corosync.conf on all nodes, then run on each: systemctl restart corosync" },
		{ "totem.interface.2.knet_link_priority",
		  "set knet_link_priority in the section totem.interface (linknumber 2) of corosync.conf on all nodes, then run: "
		  "corosync-cfgtool -R" },
		{ "nodelist.node.0.name", "set name in the section nodelist.node (that of the node) of corosync.conf on all nodes, then run: "
					  "corosync-cfgtool -R" },
		{ "logging.logger_subsys.TOTEM.debug",
		  "set debug in the section logging.logger_subsys (subsys TOTEM) of corosync.conf on all nodes, then run: "
		  "corosync-cfgtool -R" },
		{ "uidgid.config.gid.17", "set gid to 17 in the section uidgid of corosync.conf on all nodes, then run: corosync-cfgtool -R" },
		{ "quorum.device.net.host", "set host in the section quorum.device.net of corosync.conf on all nodes, then run on each: "
					    "systemctl restart corosync-qdevice" },
		{ "uidgid.uid.0", NULL },
		{ "cfg.shutdown_timeout", NULL },
		{ "totem.threads", NULL },
		{ "runtime.members.1.status", NULL },
		{ "stats.srp.mcast_tx", NULL },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *text = key_lasting_text(key_info_find(rows[i].key), rows[i].key);

		if (rows[i].text == NULL ? text != NULL : text == NULL || strcmp(text, rows[i].text) != 0)
			FAIL_ROW("%s: %s", rows[i].key, text != NULL ? text : "nothing");
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_setting_says_why_its_values_differ),
		cmocka_unit_test(whom_a_key_is_about_is_found_by_id_position_or_value),
		cmocka_unit_test(a_change_lasts_in_its_section_of_corosync_conf),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
