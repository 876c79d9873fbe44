/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: the nodes, and their votes. */

#define QUORUM "changes quorum on all nodes at once"

	/* A node, by its position in the list; all other keys know it by its id */
	{ "nodelist.local_node_pos", U32, UNIT_NONE, "Position of this node in the nodelist; absent after corosync refused a reload", READ_ONLY },
	{ "nodelist.node.*.nodeid", U32, UNIT_NONE, "Id of the node, which no other node has", READ_ONLY },
	{ "nodelist.node.*.name", STR, UNIT_NONE, "Name of the node", READ_ONLY },
	{ "nodelist.node.*.ring*_addr", STR, UNIT_NONE, "Address or host name of the node on the link with this number", READ_ONLY },
	{ "nodelist.node.*.quorum_votes", U32, UNIT_VOTES, "Votes of the node; absent: 1", READ_ONLY },
	{ "nodelist.node.*.**", ANY, UNIT_NONE, "Settings of one node, by its position in the list", READ_ONLY },
	{ "nodelist.**", ANY, UNIT_NONE, "The nodes of the cluster, as corosync.conf lists them", READ_ONLY },

	{ "quorum.provider", STR, UNIT_NONE, "Service that decides about quorum; absent: none does", .values = "corosync_votequorum" },
	{ "quorum.expected_votes", U32, UNIT_VOTES, "Votes of the complete cluster; overrides the sum of the votes of the nodes", RANGE(1, UINT32_MAX),
	  .risk = QUORUM },
	{ "quorum.votes", U32, UNIT_VOTES, "Votes of this node, if the nodelist is missing", RANGE(0, UINT32_MAX), .risk = QUORUM },
	{ "quorum.two_node", U8, UNIT_NONE, "Whether one of two nodes keeps quorum when the other one is lost", RANGE(0, 1), BOOL, .risk = QUORUM },
	{ "quorum.cancel_wait_for_all", U8, UNIT_NONE, "1 ends the waiting for nodes not yet seen; corosync sets it back to 0", RANGE(0, 1), BOOL,
	  .flags = KEY_STRICT, .risk = "grants quorum while nodes are missing: make sure that they are off" },
	{ "quorum.leaving_timeout", U32, UNIT_NONE, "Not used by corosync" },

	/* Read at the start only */
	{ "quorum.wait_for_all", U8, UNIT_NONE, "Whether quorum waits until all nodes were present at once", READ_ONLY, BOOL },
	{ "quorum.last_man_standing", U8, UNIT_NONE, "Whether the expected votes fall, step by step, after nodes are lost", READ_ONLY, BOOL },
	{ "quorum.last_man_standing_window", U32, UNIT_MS, "Time after a loss before last_man_standing lowers the expected votes", READ_ONLY },
	{ "quorum.auto_tie_breaker", U8, UNIT_NONE, "Whether one half of the cluster keeps quorum when it splits evenly", READ_ONLY, BOOL },
	{ "quorum.auto_tie_breaker_node", STR, UNIT_NONE, "Node whose half wins a tie: lowest, highest, or the first present one of a list",
	  READ_ONLY },
	{ "quorum.allow_downscale", U8, UNIT_NONE, "Whether the expected votes fall when a node leaves cleanly", READ_ONLY, BOOL },
	{ "quorum.expected_votes_tracking", U8, UNIT_NONE, "Whether the highest expected votes seen so far stay in force", READ_ONLY, BOOL },

	/* A quorum device */
	{ "quorum.device.model", STR, UNIT_NONE, "Kind of the quorum device, such as net; absent or empty: none" },
	{ "quorum.device.votes", U32, UNIT_VOTES, "Votes of the quorum device; absent: one less than there are nodes", RANGE(0, UINT32_MAX),
	  .risk = QUORUM },
	{ "quorum.device.timeout", U32, UNIT_MS, "Time within which the quorum device must call in", RANGE(1, UINT32_MAX) },
	{ "quorum.device.sync_timeout", U32, UNIT_MS, "Time within which the quorum device must call in while a membership forms",
	  RANGE(1, UINT32_MAX) },
	{ "quorum.device.master_wins", U8, UNIT_NONE, "Not used by corosync", BOOL },
	{ "quorum.device.net.*", STR, UNIT_NONE, "Setting of the quorum device on the network, for corosync-qdevice" },
	{ "quorum.device.heuristics.*", STR, UNIT_NONE, "Programs that rate this node for the quorum device, for corosync-qdevice" },
	{ "quorum.device.**", ANY, UNIT_NONE, "Settings of the quorum device" },
	{ "quorum.**", ANY, UNIT_NONE, "Settings of quorum: who may act when the cluster is divided" },
