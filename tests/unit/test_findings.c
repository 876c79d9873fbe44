/* SPDX-License-Identifier: BSD-3-Clause */
/* The cluster that keys make, and the findings that it has. From tables of keys: nothing is asked. */
#include "context.h"

#include <ctype.h>
#include <stdio.h>

#include "know/cluster_keys.h"
#include "know/finding.h"
#include "str.h"

/* ---- helpers --------------------------------------------------------------- */

enum { NOW_MS = 1000000000, UPTIME_MS = 7200000 }; /* the time of the maps, and since the host started */

/* A healthy cluster of three nodes with one link, as node 1 has it. */
static const char *const three_nodes[] = {
	"totem.cluster_name=test", "totem.token=1000", "runtime.config.totem.token=1650",
	"nodelist.local_node_pos=0",
	"nodelist.node.0.nodeid=1", "nodelist.node.0.name=a", "nodelist.node.0.ring0_addr=10.0.0.1",
	"nodelist.node.1.nodeid=2", "nodelist.node.1.name=b", "nodelist.node.1.ring0_addr=10.0.0.2",
	"nodelist.node.2.nodeid=3", "nodelist.node.2.name=c", "nodelist.node.2.ring0_addr=10.0.0.3",
	"runtime.votequorum.this_node_id=1", "runtime.votequorum.ev_barrier=3", "runtime.votequorum.two_node=0",
	"runtime.votequorum.lowest_node_id=1", "runtime.votequorum.highest_node_id=3",
	"runtime.members.1.status=joined", "runtime.members.1.join_count=1",
	"runtime.members.2.status=joined", "runtime.members.2.join_count=1",
	"runtime.members.3.status=joined", "runtime.members.3.join_count=1",
	"runtime.config.totem.interface.0.knet_ping_timeout=825",
	"stats.knet.node1.link0.connected=1", "stats.knet.node1.link0.enabled=1", "stats.knet.node1.link0.up_count=0",
	"stats.knet.node2.link0.connected=1", "stats.knet.node2.link0.enabled=1", "stats.knet.node2.link0.up_count=1",
	"stats.knet.node2.link0.down_count=1", "stats.knet.node2.link0.latency_ave=150", "stats.knet.node2.link0.latency_samples=40",
	"stats.knet.node3.link0.connected=1", "stats.knet.node3.link0.enabled=1", "stats.knet.node3.link0.up_count=1",
	"stats.knet.node3.link0.latency_ave=150", "stats.knet.node3.link0.latency_samples=40",
	"stats.srp.operational_token_lost=0", "stats.srp.consensus_timeouts=0", "stats.srp.time_since_token_last_received=100",
	"stats.srp.continuous_gather=0", "stats.srp.continuous_sendmsg_failures=0", "stats.srp.firewall_enabled_or_nic_failure=0",
	"config.reload_in_progress=0", NULL,
};

/* Node 3 has left. */
#define LEFT_3 "runtime.members.3.status=left", "runtime.votequorum.highest_node_id=2"

/* A second link to both. */
static const char *const second_link[] = {
	"nodelist.node.0.ring1_addr=10.1.0.1", "nodelist.node.1.ring1_addr=10.1.0.2", "nodelist.node.2.ring1_addr=10.1.0.3",
	"runtime.config.totem.interface.1.knet_ping_timeout=825",
	"stats.knet.node2.link1.connected=1", "stats.knet.node2.link1.enabled=1", "stats.knet.node2.link1.up_count=1",
	"stats.knet.node3.link1.connected=1", "stats.knet.node3.link1.enabled=1", "stats.knet.node3.link1.up_count=1", NULL,
};

/* Sets "KEY=VALUE", or removes "!KEY". Numbers are numbers. */
static void
set(struct cmh_entries *keys, const char *text)
{
	const char *equal = strchr(text, '=');
	bool removes = text[0] == '!';
	char *key = removes ? strdup(text + 1) : strndup(text, (size_t)(equal - text));
	struct cmh_entry *entry = NULL;
	enum cmh_type type = CMH_STR;

	for (size_t i = 0; i < keys->n; i++)
		if (strcmp(keys->v[i].key, key) == 0)
			entry = &keys->v[i];
	if (entry == NULL) {
		assert_int_equal(cmh_entries_add(keys, key, NULL), CMH_OK);
		entry = &keys->v[keys->n - 1];
	}
	free(key);
	cmh_value_clear(&entry->value);
	if (removes)
		return;
	if (isdigit((unsigned char)equal[1]) && equal[1 + strspn(equal + 1, "0123456789")] == '\0')
		type = CMH_U64;
	else if (strstr(text, ".delay=") != NULL)
		type = CMH_FLT;
	assert_int_equal(cmh_value_parse(type, equal + 1, &entry->value, NULL), CMH_OK);
}

static void
set_all(struct cmh_entries *keys, const char *const *texts)
{
	for (; *texts != NULL; texts++)
		set(keys, *texts);
}

/* Makes the cluster that the keys are. */
static struct cluster
make(const struct cmh_entries *keys, const struct cmh_quorum *quorum, bool live)
{
	struct cluster c = { .live = live, .uptime = UPTIME_MS, .now = NOW_MS };

	assert_true(cluster_read_keys(&c, &keys, 1, quorum));
	return c;
}

/* Adds the keys of three nodes with these changes, and makes their cluster. */
static struct cluster
make_changed(struct cmh_entries *keys, const char *const changes[])
{
	set_all(keys, three_nodes);
	set_all(keys, changes);
	return make(keys, NULL, true);
}

/* The codes of findings, with a comma between them. The caller frees it. */
static char *
codes_of(const struct findings *findings)
{
	struct str_stream codes;

	assert_true(str_open(&codes));
	for (size_t i = 0; i < findings->n; i++)
		fprintf(codes.out, "%s%s", i > 0 ? "," : "", findings->v[i].rule->code);
	return str_close(&codes);
}

/* ---- each rule ---------------------------------------------------------------- */

static const struct row {
	const char *changes[10];
	const char *codes; /* of what is found, the worst first */
	const char *text;  /* a part of the first one's; NULL: any */
	bool links, saved; /* with the second link; a saved map */
} rows[] = {
	{ { NULL }, "", NULL, false, false },
	{ { NULL }, "", NULL, true, false },
	{ { NULL }, "", NULL, true, true },
	/* members */
	{ { LEFT_3, "stats.knet.node3.link0.connected=0" }, "NODE_LEFT", "its only link is down", false, false },
	{ { LEFT_3, "stats.knet.node3.link0.connected=0", "stats.knet.node3.link1.connected=0" }, "NODE_LEFT", "all its links are down", true, false },
	{ { LEFT_3 }, "NODE_LEFT", "a link to it is up", false, false },
	{ { "!runtime.members.3.status", "runtime.votequorum.highest_node_id=2", "stats.knet.node3.link0.connected=0" }, "NODE_UNSEEN",
	  "has not joined since", false, false },
	{ { "runtime.members.9.status=left" }, "", NULL, false, false }, /* it was taken out of the nodelist */
	{ { "runtime.members.2.status=left", "runtime.members.3.status=left", "stats.knet.node2.link0.connected=0",
	    "stats.knet.node3.link0.connected=0" }, "ISOLATED,NO_QUORUM", "look at its own cable first", false, false },
	{ { "runtime.members.2.status=left", "runtime.members.3.status=left", "stats.knet.node2.link0.connected=0" },
	  "NO_QUORUM,NODE_LEFT,NODE_LEFT", NULL, false, false },
	{ { "runtime.members.3.join_count=3" }, "NODE_REJOINED", "2 times", false, false },
	{ { "runtime.members.2.join_count=2", "runtime.members.3.join_count=2" }, "NODE_REJOINED", "this node may have been the one", false, false },
	{ { "runtime.members.2.join_count=2", "runtime.members.3.join_count=4" }, "NODE_REJOINED,NODE_REJOINED", "all others left", false, false },
	/* quorum by count */
	{ { "runtime.votequorum.wait_for_all_status=1" }, "WAIT_FOR_ALL", NULL, false, false },
	{ { "runtime.votequorum.ev_barrier=7" }, "NO_QUORUM", "3 of 7, and 4 are needed", false, false },
	{ { "runtime.votequorum.ev_barrier=5", "nodelist.node.1.quorum_votes=3" }, "", NULL, false, false },
	{ { "runtime.votequorum.ev_barrier=7", "runtime.votequorum.two_node=1" }, "", NULL, false, false },
	{ { "quorum.auto_tie_breaker=1" }, "QUORUM_UNSURE", "auto_tie_breaker", false, false },
	{ { "quorum.last_man_standing=1" }, "QUORUM_UNSURE", "last_man_standing", false, false },
	{ { "quorum.device.model=net" }, "QUORUM_UNSURE", "device", false, false },
	{ { "quorum.auto_tie_breaker=1", "runtime.votequorum.ev_barrier=6" }, "QUORUM_UNSURE", "3 of 6 votes are too few", false, false },
	{ { "quorum.auto_tie_breaker=1", "runtime.votequorum.ev_barrier=7" }, "NO_QUORUM,QUORUM_UNSURE", NULL, false, false },
	{ { "quorum.last_man_standing=1", "runtime.votequorum.ev_barrier=7" }, "QUORUM_UNSURE", "may be quorate", false, false },
	{ { "quorum.device.model=net", "runtime.votequorum.ev_barrier=7" }, "QUORUM_UNSURE", "may be quorate", false, false },
	{ { "runtime.votequorum.highest_node_id=2" }, "QUORUM_UNSURE", "other members", false, false },
	/* links */
	{ { "stats.knet.node3.link0.connected=0" }, "LINK_DOWN", "about to leave", false, false },
	{ { "stats.knet.node3.link1.connected=0" }, "LINK_DOWN,NO_REDUNDANCY", "link 1 to c (10.1.0.3) is down", true, false },
	{ { "stats.knet.node3.link1.connected=0", "stats.knet.node3.link1.enabled=0" }, "NO_REDUNDANCY", NULL, true, false },
	{ { "stats.knet.node2.link1.connected=0", "stats.knet.node3.link1.connected=0" }, "LINK_OWN_END,NO_REDUNDANCY",
	  "link 1 is down to every member", true, false },
	{ { "stats.knet.node2.link0.connected=0", "stats.knet.node3.link0.connected=0" }, "LINK_DOWN,LINK_DOWN", NULL, false, false },
	{ { "stats.knet.node1.link0.connected=0", "stats.knet.node1.link0.up_count=9" }, "", NULL, false, false }, /* the loopback */
	{ { "stats.knet.node2.link0.up_count=3" }, "LINK_LOST", "2 times", false, false },
	{ { "stats.knet.node2.link0.up_count=0", "stats.knet.node2.link0.down_count=0" }, "", NULL, false, false }, /* clear knet */
	{ { "stats.knet.node2.link0.latency_ave=2001" }, "LINK_SLOW", "2.0 ms", false, false },
	{ { "stats.knet.node2.link0.latency_ave=2000" }, "", NULL, false, false },
	{ { "stats.knet.node2.link0.latency_ave=9000", "stats.knet.node2.link0.latency_samples=29" }, "", NULL, false, false },
	{ { "stats.knet.node3.link0.latency_ave=4601", "stats.knet.node3.link0.connected=0", LEFT_3 }, "NODE_LEFT",
	  NULL, false, false },
	/* the token */
	{ { "stats.srp.operational_token_lost=1" }, "TOKEN_LOST", "1 time", false, false },
	{ { "stats.srp.consensus_timeouts=2" }, "CONSENSUS_TIMEOUT", "2 times", false, false },
	{ { "stats.srp.time_since_token_last_received=1651" }, "TOKEN_LATE", NULL, false, false },
	{ { "stats.srp.time_since_token_last_received=1650" }, "", NULL, false, false },
	{ { "stats.srp.time_since_token_last_received=99999" }, "", NULL, false, true },
	{ { "stats.srp.time_since_token_last_received=4294967396" }, "", NULL, false, false }, /* 2^32 + 100, before 3.1.9 */
	{ { "stats.srp.time_since_token_last_received=7199000" }, "", NULL, false, false }, /* clear totem */
	{ { "totem.token=3000" }, "TOKEN_MISMATCH", "makes 3650", false, false },
	{ { "totem.token_coefficient=0" }, "TOKEN_MISMATCH", "makes 1000", false, false },
	{ { "!totem.token" }, "", NULL, false, false }, /* the default of corosync 3.0 */
	{ { "!totem.token", "runtime.config.totem.token=3650" }, "", NULL, false, false },
	{ { "!totem.token", "runtime.config.totem.token=4000" }, "TOKEN_MISMATCH", NULL, false, false },
	{ { "totem.token=1", "runtime.config.totem.token=651" }, "TOKEN_LOW,PING_TIMEOUT,PING_TIMEOUT", "totem.token is 1 ms", true, false },
	{ { "totem.token=1", "runtime.config.totem.token=651" }, "TOKEN_LOW", "totem.token is 1 ms", false, false },
	{ { "totem.transport=udpu", "totem.token=30", "runtime.config.totem.token=680" }, "", NULL, false, false },
	{ { "totem.token=30", "runtime.config.totem.token=680", "runtime.config.totem.interface.0.knet_ping_timeout=600" }, "", NULL, false, false },
	{ { "stats.srp.continuous_gather=4", "stats.srp.firewall_enabled_or_nic_failure=1" }, "GATHER_STORM", "firewall", false, false },
	{ { "stats.srp.continuous_gather=1" }, "GATHER_STORM", NULL, false, false },
	{ { "stats.srp.firewall_enabled_or_nic_failure=1" }, "GATHER_STORM", NULL, false, false },
	{ { "stats.srp.continuous_sendmsg_failures=1" }, "GATHER_STORM", NULL, false, false },
	/* pauses: 1 s ago, one more, a day ago */
	{ { "stats.schedmiss.0.timestamp=999999000", "stats.schedmiss.0.delay=1500.5" }, "NODE_PAUSED", "paused for 1.5 s, 1 s ago", false, false },
	{ { "stats.schedmiss.0.timestamp=999999000", "stats.schedmiss.0.delay=1500", "stats.schedmiss.1.timestamp=999998000",
	    "stats.schedmiss.1.delay=5536.5" }, "NODE_PAUSED", "2 times, the latest for 1.5 s, 1 s ago, the longest for 5.5 s, 2 s ago: longer than the token", false, false },
	{ { "stats.schedmiss.0.timestamp=999999000", "stats.schedmiss.0.delay=5536.5", "stats.schedmiss.1.timestamp=999998000",
	    "stats.schedmiss.1.delay=1500" }, "NODE_PAUSED", "2 times, the longest for 5.5 s, 1 s ago", false, false },
	{ { "stats.schedmiss.0.timestamp=913600000", "stats.schedmiss.0.delay=9000" }, "", NULL, false, false },
	{ { "stats.schedmiss.0.timestamp=999999000", "stats.schedmiss.0.delay=1500.5" }, "NODE_PAUSED", "before the snapshot", false, true },
	/* reloads */
	{ { "config.reload_status=7" }, "RELOAD_FAILED", "CS_ERR_INVALID_PARAM", false, false },
	{ { "config.reload_status=7", "config.reload_error_message=no such thing" }, "RELOAD_FAILED", "no such thing", false, false },
	{ { "config.reload_status=1" }, "", NULL, false, false },
	{ { "config.reload_in_progress=1" }, "RELOAD_RUNNING", NULL, false, false },
	{ { "config.totemconfig_reload_in_progress=1" }, "RELOAD_FAILED", "the file cannot be parsed", false, false },
	{ { "config.totemconfig_reload_in_progress=1", "config.reload_status=1" }, "RELOAD_FAILED", "the file cannot be parsed", false, false },
	{ { "config.totemconfig_reload_in_progress=1", "config.reload_in_progress=1" }, "RELOAD_RUNNING", NULL, false, false },
	{ { "config.totemconfig_reload_in_progress=0" }, "", NULL, false, false },
};

/* Whether a code is in a list with a comma after each. */
static bool
is_one_of(const char *list, const char *code)
{
	const char *at = strstr(list, code);

	return at != NULL && at[strlen(code)] == ',' && (at == list || at[-1] == ',');
}

/* A finding names a node and a link where it is about them, and nowhere else. */
static void
check_about(const struct finding *finding)
{
	const char *code = finding->rule->code;

	if ((finding->link >= 0) != is_one_of("LINK_OWN_END,LINK_DOWN,LINK_SLOW,LINK_LOST,PING_TIMEOUT,", code))
		FAIL_ROW("%s has the link %d", code, finding->link);
	if (strcmp(code, "NODE_REJOINED") != 0 && /* of one node, or of all others */
	    (finding->node != 0) != is_one_of("NODE_LEFT,NODE_UNSEEN,ISOLATED,NODE_PAUSED,LINK_OWN_END,LINK_DOWN,LINK_SLOW,LINK_LOST,", code))
		FAIL_ROW("%s has the node %u", code, finding->node);
}

static void
check_row(const struct row *row, size_t i)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;
	char *codes;

	set_all(&keys, three_nodes);
	if (row->links)
		set_all(&keys, second_link);
	set_all(&keys, row->changes);
	c = make(&keys, NULL, !row->saved);
	findings_make(&c, &findings);
	assert_false(findings.failed);
	codes = codes_of(&findings);
	if (strcmp(codes, row->codes) != 0)
		FAIL_ROW("row %zu, %s: found %s, not %s", i, row->changes[0], codes, row->codes);
	if (row->text != NULL && strstr(findings.v[0].what, row->text) == NULL)
		FAIL_ROW("row %zu, %s: %s", i, row->changes[0], findings.v[0].what);
	for (size_t f = 0; f < findings.n; f++) {
		assert_true(findings.v[f].keys[0] != '\0' && findings.v[f].next[0] != NULL);
		check_about(&findings.v[f]);
	}
	free(codes);
	findings_clear(&findings);
	cluster_clear(&c);
	cmh_entries_clear(&keys);
}

TEST(each_state_has_its_findings_and_no_others)
{
	for (size_t i = 0; i < N_OF(rows); i++)
		check_row(&rows[i], i);
}

TEST(what_is_found_of_this_node_names_no_node_where_it_is_not_known_which_one_it_is)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;
	char *codes;

	set_all(&keys, three_nodes);
	set_all(&keys, second_link);
	set(&keys, "!runtime.votequorum.this_node_id");
	set(&keys, "!nodelist.local_node_pos");
	set(&keys, "stats.schedmiss.0.timestamp=999999000");
	set(&keys, "stats.schedmiss.0.delay=1500.5");
	set(&keys, "stats.knet.node2.link1.connected=0");
	set(&keys, "stats.knet.node3.link1.connected=0");
	c = make(&keys, NULL, true);
	assert_null(c.self);
	findings_make(&c, &findings);
	codes = codes_of(&findings);
	assert_string_equal(codes, "LINK_OWN_END,NO_REDUNDANCY,NODE_PAUSED");
	for (size_t i = 0; i < findings.n; i++)
		assert_int_equal(findings.v[i].node, 0);
	free(codes);
	findings_clear(&findings);
	cluster_clear(&c);
	cmh_entries_clear(&keys);
}

TEST(it_does_not_matter_which_node_sees_it_nor_whether_there_is_a_nodelist)
{
#define AS_3 "runtime.votequorum.this_node_id=3", "nodelist.local_node_pos=2", "stats.knet.node1.link1.connected=1"
#define TWO_NODES "!nodelist.node.2.nodeid", "!runtime.members.3.status", "runtime.votequorum.ev_barrier=2", \
	"runtime.votequorum.highest_node_id=2", "runtime.config.totem.token=1000"
	static const struct row views[] = {
		{ { AS_3 }, "", NULL, true, false },
		{ { AS_3, "runtime.members.1.join_count=2", "runtime.members.2.join_count=2" }, "NODE_REJOINED",
		  "this node may have been the one", true, false },
		{ { AS_3, "stats.knet.node1.link0.connected=0" }, "LINK_DOWN,NO_REDUNDANCY",
		  "link 0 to a (10.0.0.1) is down", true, false },
		{ { AS_3, "stats.knet.node2.link1.connected=0" }, "LINK_DOWN,NO_REDUNDANCY",
		  "link 1 to b (10.1.0.2) is down", true, false },
		{ { AS_3, "stats.knet.node1.link1.connected=0", "stats.knet.node2.link1.connected=0" }, "LINK_OWN_END,NO_REDUNDANCY",
		  "link 1 is down to every member", true, false },
		{ { TWO_NODES, "stats.knet.node2.link1.connected=0" }, "LINK_DOWN,NO_REDUNDANCY",
		  "link 1 to b (10.1.0.2) is down", true, false },
		{ { TWO_NODES, "runtime.members.2.join_count=3" }, "NODE_REJOINED", "b left and joined again 2 times", false, false },
		{ { "!nodelist.node.0.nodeid", "!nodelist.node.1.nodeid", "!nodelist.node.2.nodeid", "runtime.config.totem.token=1000",
		    "runtime.members.2.join_count=2", "runtime.members.3.join_count=2" }, "NODE_REJOINED",
		  "all others left and joined again 1 time", false, false },
	};

	for (size_t i = 0; i < N_OF(views); i++)
		check_row(&views[i], i);
}

TEST(each_rule_has_a_state_that_makes_it_true)
{
	size_t n;
	const struct finding_rule *rules = finding_rules(&n);

	for (size_t r = 0; r < n; r++) {
		bool found = rules[r].find == NULL || strncmp(rules[r].code, "CONF_", 5) == 0; /* of a file: see below */

		for (size_t i = 0; i < N_OF(rows) && !found; i++)
			found = strstr(rows[i].codes, rules[r].code) != NULL;
		if (!found)
			FAIL_ROW("%s: no row of the table has it", rules[r].code);
	}
}

TEST(each_rule_has_texts_and_a_code_of_its_own)
{
	size_t n;
	const struct finding_rule *rules = finding_rules(&n);

	for (size_t r = 0; r < n; r++) {
		const struct finding_rule *rule = &rules[r];

		assert_true(finding_rule_find(rule->code) == rule);
		assert_true(rule->meaning[0] != '\0' && rule->cause[0] != '\0' && rule->keys[0] != '\0' && rule->advice[0] != '\0');
		assert_int_equal(strspn(rule->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), strlen(rule->code));
		assert_true(rule->cause[strlen(rule->cause) - 1] == '.');
		assert_true(rule->why == NULL || islower((unsigned char)rule->why[0]));
	}
	assert_true(finding_rule_find("node_left") == finding_rule_find("NODE_LEFT"));
	assert_null(finding_rule_find("NODE"));
}

TEST(the_worst_finding_comes_first)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;
	char *codes;

	set_all(&keys, three_nodes);
	set(&keys, "stats.srp.operational_token_lost=1");
	set(&keys, "config.reload_status=7");
	set_all(&keys, (const char *const[]){ LEFT_3, NULL });
	c = make(&keys, NULL, true);
	findings_make(&c, &findings);
	codes = codes_of(&findings);
	assert_string_equal(codes, "NODE_LEFT,RELOAD_FAILED,TOKEN_LOST");
	assert_int_equal(findings_worst(&findings), FINDING_CRITICAL);
	free(codes);
	findings_clear(&findings);
	assert_int_equal(findings_worst(&findings), -1);
	cluster_clear(&c);
	cmh_entries_clear(&keys);
}

TEST(a_token_that_is_lost_between_two_readings_is_a_warning)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;

	set_all(&keys, three_nodes);
	set(&keys, "stats.srp.operational_token_lost=2");
	for (uint64_t before = 1; before <= 2; before++) {
		c = make(&keys, NULL, true);
		c.token_lost_before = (struct quantity){ true, before };
		findings_make(&c, &findings);
		assert_int_equal(findings_worst(&findings), before < 2 ? FINDING_WARNING : FINDING_NOTE);
		findings_clear(&findings);
		cluster_clear(&c);
	}
	cmh_entries_clear(&keys);
}

/* ---- the cluster ------------------------------------------------------------------ */

TEST(what_votequorum_says_counts)
{
	struct cmh_quorum quorum = { .quorate = true, .votes = 1, .expected = 3, .needed = 1, .last_man_standing = true, .qdevice = true,
				     .qdevice_name = "Qdevice" };
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;

	set_all(&keys, three_nodes);
	set(&keys, "runtime.votequorum.ev_barrier=9");
	c = make(&keys, &quorum, true);
	assert_true(c.quorum.quorate && !c.quorum.counted && c.quorum.last_man_standing);
	assert_string_equal(c.quorum.qdevice, "Qdevice");
	assert_int_equal(cluster_spare(&c), -1);
	findings_make(&c, &findings);
	assert_int_equal(findings.n, 0);
	cluster_clear(&c);

	quorum.quorate = false;
	c = make(&keys, &quorum, true);
	findings_make(&c, &findings);
	assert_string_equal(findings.v[0].rule->code, "NO_QUORUM");
	findings_clear(&findings);
	cluster_clear(&c);
	cmh_entries_clear(&keys);
}

/* A condition on all members would be true at once on a node that has not seen the others. */
TEST(no_quorum_waits_for_as_many_members_as_have_the_votes)
{
	static const struct { const char *changes[8]; const char *count; } cases[] = {
		{ { "!runtime.members.2.status", "!runtime.members.3.status" }, "--count 2 " },
		{ { "runtime.votequorum.ev_barrier=7" }, "--count 3 " }, /* of a device, or of nodes that the list does not have */
		{ { LEFT_3, "runtime.votequorum.ev_barrier=9", "nodelist.node.0.quorum_votes=2", "nodelist.node.1.quorum_votes=2",
		    "nodelist.node.2.quorum_votes=2" }, "--count 3 " },
		{ { LEFT_3, "runtime.votequorum.ev_barrier=9", "nodelist.node.2.quorum_votes=5" }, "--count 3 " },
		/* Two members do not suffice where one of them has no vote. */
		{ { LEFT_3, "runtime.votequorum.ev_barrier=2", "nodelist.node.0.quorum_votes=0" }, "--count 3 " },
		{ { LEFT_3, "runtime.votequorum.ev_barrier=2", "nodelist.node.1.quorum_votes=0" }, "--count 3 " },
	};

	for (size_t i = 0; i < N_OF(cases); i++) {
		struct cmh_entries keys = CMH_ENTRIES_INIT;
		struct findings findings = { .n = 0 };
		struct cluster c;
		const struct finding *found = NULL;

		c = make_changed(&keys, cases[i].changes);
		findings_make(&c, &findings);
		for (size_t f = 0; f < findings.n && found == NULL; f++)
			found = strcmp(findings.v[f].rule->code, "NO_QUORUM") == 0 ? &findings.v[f] : NULL;
		if (found == NULL || strstr(found->next[1], cases[i].count) == NULL)
			FAIL_ROW("case %zu: %s", i, found != NULL ? found->next[1] : "no such finding");
		findings_clear(&findings);
		cluster_clear(&c);
		cmh_entries_clear(&keys);
	}
}

TEST(how_many_nodes_may_leave_goes_by_their_votes)
{
	static const struct { const char *changes[4]; int spare; } cases[] = {
		{ { NULL }, 1 },
		{ { LEFT_3 }, 0 },
		{ { "runtime.votequorum.ev_barrier=5", "nodelist.node.1.quorum_votes=3" }, 0 },
		{ { "runtime.votequorum.two_node=1" }, 2 },
		{ { "runtime.votequorum.ev_barrier=9" }, -1 },
		{ { "quorum.auto_tie_breaker=1" }, -1 },
	};

	for (size_t i = 0; i < N_OF(cases); i++) {
		struct cmh_entries keys = CMH_ENTRIES_INIT;
		struct cluster c;

		c = make_changed(&keys, cases[i].changes);
		if (cluster_spare(&c) != cases[i].spare)
			FAIL_ROW("case %zu: %d", i, cluster_spare(&c));
		cluster_clear(&c);
		cmh_entries_clear(&keys);
	}
}

/* Without a barrier, the votes of the nodelist are expected; without a nodelist, each node has one. */
TEST(votes_are_those_of_the_nodelist_and_one_of_each_node_that_it_does_not_have)
{
	static const struct { const char *changes[6]; unsigned votes, expected; } cases[] = {
		{ { NULL }, 3, 3 },
		{ { "!runtime.votequorum.ev_barrier", "runtime.members.9.status=left" }, 3, 3 },
		{ { "!runtime.votequorum.ev_barrier", "nodelist.node.1.quorum_votes=4", LEFT_3 }, 5, 6 },
		{ { "!nodelist.node.0.nodeid", "!nodelist.node.1.nodeid", "!nodelist.node.2.nodeid", LEFT_3 }, 2, 3 },
	};

	for (size_t i = 0; i < N_OF(cases); i++) {
		struct cmh_entries keys = CMH_ENTRIES_INIT;
		struct cluster c;

		c = make_changed(&keys, cases[i].changes);
		if (c.quorum.votes != cases[i].votes || c.quorum.expected != cases[i].expected)
			FAIL_ROW("case %zu: %u of %u", i, (unsigned)c.quorum.votes, (unsigned)c.quorum.expected);
		cluster_clear(&c);
		cmh_entries_clear(&keys);
	}
}

TEST(names_go_by_node_id_and_not_by_position)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct cluster c;

	set_all(&keys, (const char *const[]){ "nodelist.node.0.nodeid=30", "nodelist.node.0.name=last", "nodelist.node.1.nodeid=2",
					      "nodelist.node.1.ring0_addr=fe80::1", "nodelist.node.2.nodeid=1",
					      "runtime.members.30.status=joined", "nodelist.local_node_pos=0", NULL });
	c = make(&keys, NULL, true);
	assert_int_equal(c.n, 3);
	assert_string_equal(c.nodes[0].name, "node1");
	assert_string_equal(c.nodes[1].name, "fe80::1");
	assert_string_equal(c.nodes[2].name, "last");
	assert_true(c.self == &c.nodes[2] && c.nodes[2].member == MEMBER_JOINED && c.nodes[1].member == MEMBER_UNSEEN);
	assert_false(c.has_stats || c.quorum.exists);
	cluster_clear(&c);
	cmh_entries_clear(&keys);
}

TEST(without_a_nodelist_the_members_are_the_nodes)
{
	struct cmh_entries keys = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;

	set_all(&keys, (const char *const[]){ "runtime.members.1.status=joined", "runtime.members.1.ip=r(0) ip(10.0.0.1) ",
					      "runtime.members.2.status=left", "runtime.members.2.ip=r(0) ip(10.0.0.2) r(1) ip(10.1.0.2) ",
					      "runtime.votequorum.this_node_id=1", NULL });
	c = make(&keys, NULL, true);
	assert_int_equal(c.n, 2);
	assert_string_equal(c.nodes[1].name, "10.0.0.2");
	assert_string_equal(c.nodes[1].link[1].address, "10.1.0.2");
	findings_make(&c, &findings);
	assert_true(findings.n > 0);
	findings_clear(&findings);
	cluster_clear(&c);
	cmh_entries_clear(&keys);
}

TEST(a_corosync_conf_has_findings_of_its_own_and_none_of_members)
{
	struct cmh_fault faults[] = { { 1, 5, (char[]){ "bad" }, NULL }, { 9, 1, (char[]){ "worse" }, NULL } };
	struct cmh_entries keys = CMH_ENTRIES_INIT, strange = CMH_ENTRIES_INIT;
	struct findings findings = { .n = 0 };
	struct cluster c;

	set_all(&keys, (const char *const[]){ "totem.cluster_name=test", "nodelist.node.0.nodeid=1", "nodelist.node.0.ring0_addr=10.0.0.1",
					      "nodelist.node.1.nodeid=2", "nodelist.node.1.ring0_addr=10.0.0.2", NULL });
	set(&strange, "totem.tokn=1");
	c = make(&keys, NULL, false);
	assert_false(c.has_members);
	assert_int_equal(c.nodes[1].member, MEMBER_UNKNOWN);
	c.conf = (struct cluster_conf){ "./new.conf", faults, N_OF(faults), &strange };
	findings_make(&c, &findings);
	assert_int_equal(findings.n, 2);
	for (size_t i = 0; i < findings.n; i++)
		check_about(&findings.v[i]);
	assert_string_equal(findings.v[0].rule->code, "CONF_REFUSED");
	assert_string_equal(findings.v[0].what, "corosync would refuse this file for 2 reasons, the first: bad");
	assert_string_equal(findings.v[0].keys, "line 1, column 5");
	assert_string_equal(findings.v[1].rule->code, "CONF_UNKNOWN");
	assert_string_equal(findings.v[1].keys, "totem.tokn");
	findings_clear(&findings);
	c.conf = (struct cluster_conf){ "./new.conf", NULL, 0, &(struct cmh_entries)CMH_ENTRIES_INIT };
	findings_make(&c, &findings);
	assert_int_equal(findings.n, 0);
	findings_clear(&findings);
	cluster_clear(&c);
	cmh_entries_clear(&strange);
	cmh_entries_clear(&keys);
}

/* What a reading says of the next one: which node this is, and whether it was paused. */
TEST(a_live_map_is_asked_for_each_pause_and_for_the_links_of_the_other_nodes_only)
{
	struct cmh_context *cmh = start("", 5000);
	struct cmh_entries keys = CMH_ENTRIES_INIT, lists[CLUSTER_LISTS] = { CMH_ENTRIES_INIT, CMH_ENTRIES_INIT };
	struct cluster c = { .live = true };

	set_all(&keys, three_nodes);
	set_all(&keys, (const char *const[]){ "stats.schedmiss.0.timestamp=999999000", "stats.schedmiss.1.timestamp=999998000", NULL });
	for (size_t i = 0; i < keys.n; i++) {
		const struct cmh_value *value = &keys.v[i].value;

		if (value->type == CMH_STR)
			fake_put_str(keys.v[i].key, value->bytes);
		else
			fake_key_put(keys.v[i].key, CMAP_VALUETYPE_UINT64, &value->u, sizeof(value->u));
	}
	assert_int_equal(cluster_read(cmh_handle_open(cmh, "live", NULL, NULL), true, lists, NULL), CMH_OK);
	assert_true(cluster_read_keys(&c, (const struct cmh_entries *const[]){ &lists[0], &lists[1] }, CLUSTER_LISTS, NULL));
	assert_string_equal(c.name, "test");
	assert_int_equal(c.pauses, 2);
	assert_true(c.self == &c.nodes[0] && c.nodes[2].link[0].connected && c.quorum.quorate);
	assert_true(fake_count("get stats.knet.node2.link0.connected") == 1 && fake_count("get stats.knet.node1.") == 0);
	cluster_clear(&c);
	for (size_t i = 0; i < CLUSTER_LISTS; i++)
		cmh_entries_clear(&lists[i]);
	cmh_entries_clear(&keys);
	finish(cmh);
}

TEST(keys_of_any_value_make_a_cluster)
{
	static const char *const values[] = { "18446744073709551615", "0", "x", "", "-1" };

	for (size_t v = 0; v < N_OF(values); v++) {
		struct cmh_entries keys = CMH_ENTRIES_INIT;
		struct findings findings = { .n = 0 };
		struct cluster c;

		set_all(&keys, three_nodes);
		for (size_t i = 0; i < keys.n; i++) {
			cmh_value_clear(&keys.v[i].value);
			assert_int_equal(cmh_value_bytes(CMH_STR, values[v], strlen(values[v]), &keys.v[i].value, NULL), CMH_OK);
		}
		c = make(&keys, NULL, true);
		findings_make(&c, &findings);
		assert_false(findings.failed);
		findings_clear(&findings);
		cluster_clear(&c);
		cmh_entries_clear(&keys);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_has_its_findings_and_no_others),
		cmocka_unit_test(what_is_found_of_this_node_names_no_node_where_it_is_not_known_which_one_it_is),
		cmocka_unit_test(it_does_not_matter_which_node_sees_it_nor_whether_there_is_a_nodelist),
		cmocka_unit_test(each_rule_has_a_state_that_makes_it_true),
		cmocka_unit_test(each_rule_has_texts_and_a_code_of_its_own),
		cmocka_unit_test(the_worst_finding_comes_first),
		cmocka_unit_test(a_token_that_is_lost_between_two_readings_is_a_warning),
		cmocka_unit_test(what_votequorum_says_counts),
		cmocka_unit_test(no_quorum_waits_for_as_many_members_as_have_the_votes),
		cmocka_unit_test(how_many_nodes_may_leave_goes_by_their_votes),
		cmocka_unit_test(votes_are_those_of_the_nodelist_and_one_of_each_node_that_it_does_not_have),
		cmocka_unit_test(names_go_by_node_id_and_not_by_position),
		cmocka_unit_test(without_a_nodelist_the_members_are_the_nodes),
		cmocka_unit_test(a_corosync_conf_has_findings_of_its_own_and_none_of_members),
		cmocka_unit_test(a_live_map_is_asked_for_each_pause_and_for_the_links_of_the_other_nodes_only),
		cmocka_unit_test(keys_of_any_value_make_a_cluster),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
