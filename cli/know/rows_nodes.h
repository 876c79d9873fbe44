/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: the nodes, and their votes. */

#define RISKS_QUORUM .risk = "changes quorum on all nodes at once"

	/* A node, by its position in the list; all other keys know it by its id */
#define NODE(option, type, unit, value, meaning, ...) \
	{ "nodelist.node.*." option, type, unit, meaning, READ_ONLY, SETTING("nodelist.node", RELOAD, value), __VA_ARGS__ }

	{ "nodelist.local_node_pos", U32, UNIT_NONE, "Position of this node in the nodelist; absent after corosync refused a reload",
	  READ_ONLY, REPORT, KEYS_7, HEALTHY("exists") },
	NODE("nodeid", U32, UNIT_NONE, "", "Id of the node, which no other node has", CONF_5, .default_note = "none with knet",
	     HEALTHY("1 to 1000; with knet at most 65535")),
	NODE("name", STR, UNIT_NONE, "", "Name of the node", CONF_5, .default_note = NO_DEFAULT "; more than one link needs names",
	     HEALTHY("what uname -n prints on the node")),
	NODE("ring*_addr", STR, UNIT_NONE, "", "Address or host name of the node on the link with this number", CONF_5,
	     .default_note = NO_DEFAULT, HEALTHY("the same links on all nodes")),
	NODE("quorum_votes", U32, UNIT_VOTES, "1", "Votes of the node; absent: 1", VOTEQUORUM_5, HEALTHY("1")),
	{ "nodelist.node.*.**", ANY, UNIT_NONE, "Settings of one node, by its position in the list", READ_ONLY, CONF_5 },
	{ "nodelist.node.**", ANY, UNIT_NONE, "The nodes, by their position in the list", READ_ONLY, CONF_5 },
	{ "nodelist.**", ANY, UNIT_NONE, "The nodes of the cluster, as corosync.conf lists them", READ_ONLY, CONF_5 },

	{ "quorum.provider", STR, UNIT_NONE, "Service that decides about quorum; absent: none does", SETTING("quorum", START, ""), CONF_5,
	  .default_note = NO_DEFAULT ": no quorum", .values = "corosync_votequorum", HEALTHY("corosync_votequorum") },
	{ "quorum.expected_votes", U32, UNIT_VOTES, "Votes of the complete cluster; overrides the sum of the votes of the nodes",
	  SETTING("quorum", AT_ONCE, ""), VOTEQUORUM_5, RISKS_QUORUM, RANGE(1, UINT32_MAX), .flags = KEY_CLUSTER | KEY_ZERO_IS_DEFAULT,
	  HEALTHY("not set where there is a nodelist") },
	{ "quorum.votes", U32, UNIT_VOTES, "Votes of this node, if the nodelist is missing", SETTING("quorum", AT_ONCE, "1"), VOTEQUORUM_5,
	  RISKS_QUORUM, RANGE(0, UINT32_MAX), .flags = KEY_CLUSTER, HEALTHY("not set where there is a nodelist") },
	{ "quorum.two_node", U8, UNIT_NONE, "Whether one of two nodes keeps quorum when the other one is lost",
	  SETTING("quorum", AT_ONCE, "0"), VOTEQUORUM_5, .risk = "changes quorum on this node at once", RANGE(0, 1), BOOL,
	  .in_use = "runtime.votequorum.two_node", HEALTHY("1 only with two nodes and no quorum device; the same on all nodes") },
	{ "quorum.cancel_wait_for_all", U8, UNIT_NONE, "1 ends the waiting for nodes not yet seen; corosync sets it back to 0", TRIGGER,
	  KEYS_7, RANGE(0, 1), BOOL, .flags = KEY_STRICT, .risk = "grants quorum while nodes are missing: make sure that they are off" },
	{ "quorum.leaving_timeout", U32, UNIT_NONE, "Not used by corosync", SETTING("quorum", NEVER, ""), .default_note = NO_DEFAULT,
	  HEALTHY("not set") },

	/* Read at the start only */
#define QUORUM(option, type, unit, value, meaning, ...) \
	{ "quorum." option, type, unit, meaning, READ_ONLY, SETTING("quorum", START, value), VOTEQUORUM_5, __VA_ARGS__ }

	QUORUM("wait_for_all", U8, UNIT_NONE, "", "Whether quorum waits until all nodes were present at once", BOOL),
	QUORUM("last_man_standing", U8, UNIT_NONE, "0", "Whether the expected votes fall, step by step, after nodes are lost", BOOL),
	QUORUM("last_man_standing_window", U32, UNIT_MS, "10000", "Time after a loss before last_man_standing lowers the expected votes"),
	QUORUM("auto_tie_breaker", U8, UNIT_NONE, "0", "Whether one half of the cluster keeps quorum when it splits evenly", BOOL,
	       .in_use = "runtime.votequorum.atb_type"),
	QUORUM("auto_tie_breaker_node", STR, UNIT_NONE, "lowest",
	       "Node whose half wins a tie: lowest, highest, or the first present one of a list"),
	QUORUM("allow_downscale", U8, UNIT_NONE, "0", "Whether the expected votes fall when a node leaves cleanly", BOOL),
	QUORUM("expected_votes_tracking", U8, UNIT_NONE, "0", "Whether the highest expected votes seen so far stay in force", BOOL,
	       .default_note = "1 with allow_downscale"),

	/* A quorum device */
#define DEVICE(option, type, unit, when, value, meaning, ...) \
	{ "quorum.device." option, type, unit, meaning, SETTING("quorum.device", when, value), __VA_ARGS__ }

	DEVICE("model", STR, UNIT_NONE, AT_ONCE, "", "Kind of the quorum device, such as net; absent or empty: none", QDEVICE_8,
	       .default_note = NO_DEFAULT, HEALTHY("net"), RISKS_QUORUM, .flags = KEY_CLUSTER),
	DEVICE("votes", U32, UNIT_VOTES, AT_ONCE, "", "Votes of the quorum device; absent: one less than there are nodes", QDEVICE_8,
	       RANGE(0, UINT32_MAX), RISKS_QUORUM, .flags = KEY_CLUSTER),
	DEVICE("timeout", U32, UNIT_MS, AT_ONCE, "10000", "Time within which the quorum device must call in", QDEVICE_8,
	       RANGE(1, UINT32_MAX)),
	DEVICE("sync_timeout", U32, UNIT_MS, AT_ONCE, "30000", "Time within which the quorum device must call in while a membership forms",
	       QDEVICE_8, RANGE(1, UINT32_MAX)),
	DEVICE("master_wins", U8, UNIT_NONE, NEVER, "0", "Not used by corosync", BOOL),
	{ "quorum.device.net.*", STR, UNIT_NONE, "Setting of the quorum device on the network, for corosync-qdevice",
	  SETTING("quorum.device.net", QDEVICE, ""), QDEVICE_8, .default_note = "see corosync-qdevice(8)" },
	{ "quorum.device.heuristics.*", STR, UNIT_NONE, "Programs that rate this node for the quorum device, for corosync-qdevice",
	  SETTING("quorum.device.heuristics", QDEVICE, ""), QDEVICE_8, .default_note = "see corosync-qdevice(8)" },
	{ "quorum.device.net.**", ANY, UNIT_NONE, "Settings of the quorum device on the network", SETTING("quorum.device.net", UNKNOWN, ""),
	  QDEVICE_8 },
	{ "quorum.device.heuristics.**", ANY, UNIT_NONE, "Settings of the programs that rate this node",
	  SETTING("quorum.device.heuristics", UNKNOWN, ""), QDEVICE_8 },
	{ "quorum.device.**", ANY, UNIT_NONE, "Settings of the quorum device", SETTING("quorum.device", UNKNOWN, ""), QDEVICE_8 },
	{ "quorum.**", ANY, UNIT_NONE, "Settings of quorum: who may act when the cluster is divided", SETTING("quorum", UNKNOWN, ""),
	  VOTEQUORUM_5 },
