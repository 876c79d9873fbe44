/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rows of the table of keys, for key_table.c: the stats map. Where corosync's name
 * of a key is misleading or repeats the group or the unit, its metric has a better one.
 */

#define STATS STATISTIC, KEYS_7
#define STABLE READ_ONLY, REPORT, KEYS_7

	/* ---- a link to a node ---- */
#define LINK(field, type, unit, kind, meaning, ...) \
	{ "stats.knet.node*.link*." field, type, unit, meaning, STATS, METRIC(kind, "knet_link", "node", "link"), __VA_ARGS__ }
#define NAMED_LINK(field, name, type, unit, meaning, ...) \
	{ "stats.knet.node*.link*." field, type, unit, meaning, STATS, NAMED_METRIC(COUNTER, "knet_link", name, "node", "link"), \
	  __VA_ARGS__ }
#define STABLE_LINK(field, type, unit, meaning, ...) \
	{ "stats.knet.node*.link*." field, type, unit, meaning, STABLE, METRIC(GAUGE, "knet_link", "node", "link"), __VA_ARGS__ }
#define LATENCY(field, meaning, ...) \
	{ "stats.knet.node*.link*." field, U32, UNIT_US, meaning, STATS, \
	  .metric = { METRIC_GAUGE, "knet_link", "", { "node", "link" }, UINT32_MAX }, __VA_ARGS__ }
#define TRAFFIC(kind) \
	LINK("tx_" kind "_packets", U64, UNIT_PACKETS, COUNTER, "Packets sent over the link (" kind ")"), \
	LINK("rx_" kind "_packets", U64, UNIT_PACKETS, COUNTER, "Packets received over the link (" kind ")"), \
	LINK("tx_" kind "_bytes", U64, UNIT_BYTES, COUNTER, "Bytes sent over the link (" kind ")"), \
	LINK("rx_" kind "_bytes", U64, UNIT_BYTES, COUNTER, "Bytes received over the link (" kind ")"), \
	LINK("tx_" kind "_errors", U32, UNIT_ERRORS, COUNTER, "Packets that could not be sent (" kind ")", HEALTHY("0")), \
	LINK("tx_" kind "_retries", U32, UNIT_RETRIES, COUNTER, "Attempts to send packets again (" kind ")")

	STABLE_LINK("connected", U8, UNIT_NONE, "Whether this node can use the link", RANGE(0, 1), BOOL, HEALTHY("1")),
	STABLE_LINK("enabled", U8, UNIT_NONE, "Whether the link is configured and switched on", BOOL, HEALTHY("1")),
	STABLE_LINK("mtu", U32, UNIT_BYTES, "Payload that a packet over the link can carry",
		    HEALTHY("a little less than the MTU of the network, and stable")),
	LATENCY("latency_min", "Shortest round trip of a ping"),
	LATENCY("latency_max", "Longest round trip of a ping"),
	LATENCY("latency_ave", "Average round trip of a ping", HEALTHY("less than 2000; a link that is down keeps its last value")),
	LINK("latency_samples", U32, UNIT_NONE, GAUGE, "Pings that the average latency is made of"),
	NAMED_LINK("down_count", "down", U32, UNIT_NONE, "How often the link went down; the first connection counts as once",
		   HEALTHY("1, or 0 on the link to this node itself")),
	NAMED_LINK("up_count", "up", U32, UNIT_NONE, "How often the link came up", HEALTHY("1; a growing number: the link is not stable")),
	TRAFFIC("data"),
	TRAFFIC("ping"),
	TRAFFIC("pong"),
	TRAFFIC("pmtu"),
	NAMED_LINK("tx_total_packets", "tx_packets", U64, UNIT_PACKETS, "All packets sent over the link"),
	NAMED_LINK("rx_total_packets", "rx_packets", U64, UNIT_PACKETS, "All packets received over the link"),
	NAMED_LINK("tx_total_bytes", "tx_bytes", U64, UNIT_BYTES, "All bytes sent over the link"),
	NAMED_LINK("rx_total_bytes", "rx_bytes", U64, UNIT_BYTES, "All bytes received over the link"),
	NAMED_LINK("tx_total_errors", "tx_errors", U64, UNIT_ERRORS, "All packets that could not be sent", HEALTHY("0")),
	/* The name is corosync's mistake: it is knet's tx_total_retries. */
	NAMED_LINK("rx_total_retries", "tx_retries", U64, UNIT_RETRIES,
		   "All attempts to send again (the key rx_total_retries is misnamed)"),
	LINK("**", ANY, UNIT_NONE, NONE, "One link to one node, seen from here; link 0 to this node itself is a loopback"),

	{ "stats.knet.node*.**", ANY, UNIT_NONE, "The links to one node, by its id", STATS },

	/* ---- knet, all links together ---- */
#define HANDLE(field, unit, meaning) \
	{ "stats.knet.handle." field, U64, unit, meaning, STATISTIC, METRIC(COUNTER, "knet_handle") }
#define WORK_TIME(field, meaning) \
	{ "stats.knet.handle." field, U64, UNIT_US, meaning, STATISTIC, .metric = { METRIC_GAUGE, "knet_handle", "", { "" }, UINT64_MAX } }
#define WORK(work, doing) \
	WORK_TIME(work "_time_min", "Shortest time that " doing " a packet took"), \
	WORK_TIME(work "_time_max", "Longest time that " doing " a packet took"), \
	WORK_TIME(work "_time_ave", "Average time that " doing " a packet took")

	WORK("tx_crypt", "encrypting"),
	WORK("rx_crypt", "decrypting"),
	WORK("tx_compress", "compressing"),
	WORK("rx_compress", "decompressing"),
	HANDLE("tx_crypt_packets", UNIT_PACKETS, "Packets encrypted"),
	HANDLE("rx_crypt_packets", UNIT_PACKETS, "Packets decrypted"),
	{ "stats.knet.handle.tx_crypt_byte_overhead", U64, UNIT_BYTES, "Bytes that encryption added", STATISTIC,
	  NAMED_METRIC(COUNTER, "knet_handle", "tx_crypt_overhead") },
	HANDLE("tx_uncompressed_packets", UNIT_PACKETS, "Packets sent as they were"),
	HANDLE("tx_compressed_packets", UNIT_PACKETS, "Packets sent compressed"),
	HANDLE("rx_compressed_packets", UNIT_PACKETS, "Compressed packets received"),
	HANDLE("tx_compressed_original_bytes", UNIT_BYTES, "Bytes before compression, sent"),
	HANDLE("rx_compressed_original_bytes", UNIT_BYTES, "Bytes after decompression, received"),
	HANDLE("tx_compressed_size_bytes", UNIT_BYTES, "Bytes after compression, sent"),
	HANDLE("rx_compressed_size_bytes", UNIT_BYTES, "Bytes before decompression, received"),
	{ "stats.knet.handle.**", ANY, UNIT_NONE, "Work of knet for all links together", STATISTIC, METRIC(NONE, "knet_handle") },
	{ "stats.knet.**", ANY, UNIT_NONE, "Statistics of knet, the transport below totem", STATS },

	/* ---- totem ---- */
#define SRP(field, type, unit, kind, meaning, ...) \
	{ "stats.srp." field, type, unit, meaning, STATS, METRIC(kind, "srp"), __VA_ARGS__ }
#define SRP_MESSAGES(kind, what) \
	SRP(kind "_tx", U64, UNIT_MESSAGES, COUNTER, what " sent"), \
	SRP(kind "_rx", U64, UNIT_MESSAGES, COUNTER, what " received")
#define CONSTANT "constant: it grows with each change of the membership"
#define SRP_STATE(state) \
	SRP(state "_entered", U64, UNIT_NONE, COUNTER, "How often totem came into the state " state, HEALTHY(CONSTANT)), \
	SRP(state "_token_lost", U64, UNIT_NONE, COUNTER, "How often the token was lost in the state " state, HEALTHY(CONSTANT))

	SRP_STATE("operational"),
	SRP_STATE("gather"),
	SRP_STATE("commit"),
	SRP_STATE("recovery"),
	SRP_MESSAGES("mcast", "Multicast messages"),
	SRP_MESSAGES("orf_token", "Tokens"),
	SRP_MESSAGES("memb_join", "Join messages"),
	SRP_MESSAGES("memb_commit_token", "Commit tokens"),
	SRP_MESSAGES("memb_merge_detect", "Merge detection messages"),
	SRP_MESSAGES("token_hold_cancel", "Token hold cancellations"),
	SRP("mcast_retx", U64, UNIT_MESSAGES, COUNTER, "Multicast messages sent again", HEALTHY("less than 1 % of mcast_tx")),
	SRP("rx_msg_dropped", U64, UNIT_MESSAGES, COUNTER, "Messages received and dropped", HEALTHY("0 or constant")),
	SRP("consensus_timeouts", U64, UNIT_NONE, COUNTER, "How often there was no agreement on a membership in time",
	    HEALTHY("0 or constant")),
	SRP("continuous_gather", U32, UNIT_NONE, GAUGE, "Attempts to form a membership since the last success", HEALTHY("0")),
	SRP("continuous_sendmsg_failures", U32, UNIT_NONE, GAUGE, "Failures to send since the last success", HEALTHY("0")),
	{ "stats.srp.firewall_enabled_or_nic_failure", U8, UNIT_NONE,
	  "Whether more than 3 attempts to form a membership failed; often a firewall", STABLE, BOOL, HEALTHY("0"), METRIC(GAUGE, "srp") },
	SRP("mtt_rx_token", U32, UNIT_MS, GAUGE, "Mean time between two tokens", HEALTHY("much less than the token timeout")),
	SRP("avg_token_workload", U32, UNIT_MS, GAUGE, "Average time that this node holds the token", HEALTHY("near 0")),
	SRP("avg_backlog_calc", U32, UNIT_MESSAGES, GAUGE, "Average of the messages not yet sent", HEALTHY("near 0")),
	SRP("time_since_token_last_received", U64, UNIT_MS, GAUGE,
	    "Age of the last token; before corosync 3.1.9 wrong by multiples of 2^32 ms",
	    HEALTHY("less than the token timeout")),
	{ "stats.srp.**", ANY, UNIT_NONE, "Statistics of totem: states, tokens and messages",
	  .flags = KEY_READ_ONLY | KEY_VOLATILE | KEY_EVERYWHERE, REPORT, KEYS_7,
	  METRIC(NONE, "srp") },

	{ "stats.pg.msg_queue_avail", U32, UNIT_MESSAGES, "Free places in the queue to totem", STATISTIC,
	  HEALTHY("far above 0"), METRIC(GAUGE, "pg") },
	{ "stats.pg.msg_reserved", U32, UNIT_MESSAGES, "Reserved places in the queue to totem", STATISTIC, METRIC(GAUGE, "pg") },
	{ "stats.pg.**", ANY, UNIT_NONE, "The queue of messages to totem", .flags = KEY_READ_ONLY | KEY_VOLATILE | KEY_EVERYWHERE, REPORT,
	  METRIC(NONE, "pg") },

	/* ---- clients ---- */
#define CLIENT_LABELS "service", "pid", "connection"
#define CLIENT(field, type, unit, kind, meaning, ...) \
	{ "stats.ipcs.service*.*.*." field, type, unit, meaning, STATS, METRIC(kind, "ipcs_connection", CLIENT_LABELS), __VA_ARGS__ }
#define NAMED_CLIENT(field, name, meaning, ...) \
	{ "stats.ipcs.service*.*.*." field, U64, UNIT_NONE, meaning, STATS, NAMED_METRIC(COUNTER, "ipcs_connection", name, CLIENT_LABELS), \
	  __VA_ARGS__ }

	{ "stats.ipcs.global.active", U64, UNIT_CONNECTIONS, "Clients connected now (wrong after the counters were cleared)", STATS,
	  METRIC(GAUGE, "ipcs") },
	{ "stats.ipcs.global.closed", U64, UNIT_CONNECTIONS, "Clients that have disconnected", STATS, METRIC(COUNTER, "ipcs"),
	  HEALTHY("grows slowly; fast: a program connects again and again") },
	{ "stats.ipcs.global.**", ANY, UNIT_NONE, "All clients of corosync together", STATS, METRIC(NONE, "ipcs") },
	CLIENT("procname", STR, UNIT_NONE, NONE, "Name of the client's program, at most 15 characters"),
	CLIENT("queueing", I32, UNIT_NONE, GAUGE, "Whether events wait for the client", HEALTHY("0")),
	CLIENT("queued", U32, UNIT_MESSAGES, GAUGE, "Events that wait for the client",
	       HEALTHY("0; a growing number: the client does not read")),
	CLIENT("sent", U32, UNIT_MESSAGES, COUNTER, "Events sent to the client since none had to wait"),
	CLIENT("dispatched", U64, UNIT_MESSAGES, COUNTER, "Events given to the client"),
	CLIENT("requests", U64, UNIT_NONE, COUNTER, "Requests of the client"),
	CLIENT("responses", U64, UNIT_NONE, COUNTER, "Answers to the client"),
	NAMED_CLIENT("invalid_request", "invalid_requests", "Requests of the client that were not valid", HEALTHY("0")),
	CLIENT("overload", U64, UNIT_NONE, COUNTER, "Requests refused because corosync was busy", HEALTHY("0")),
	CLIENT("send_retries", U64, UNIT_RETRIES, COUNTER, "Attempts to send to the client again"),
	CLIENT("recv_retries", U64, UNIT_RETRIES, COUNTER, "Attempts to receive from the client again"),
	CLIENT("flow_control", U32, UNIT_NONE, GAUGE, "Whether the client is held back"),
	NAMED_CLIENT("flow_control_count", "flow_control_changes", "How often corosync began or stopped to hold the client back"),
	CLIENT("**", ANY, UNIT_NONE, NONE, "One client of one service, by its pid and an address in corosync"),
	{ "stats.ipcs.service*.*.**", ANY, UNIT_NONE, "One client of one service, by its pid", STATS },
	{ "stats.ipcs.service*.**", ANY, UNIT_NONE, "Clients of one service, by their pids", STATS },
	{ "stats.ipcs.**", ANY, UNIT_NONE, "Clients of corosync on this node", STATS },

	/* ---- the rest ---- */
	{ "stats.schedmiss.*.timestamp", U64, UNIT_EPOCH_MS, "When corosync was not run for too long; entry 0 is the newest", STATS,
	  SINCE("3.0.4"),
	  METRIC(GAUGE, "schedmiss", "entry") },
	{ "stats.schedmiss.*.delay", FLT, UNIT_MS, "How long corosync was not run", STATS, SINCE("3.0.4"), HEALTHY("absent"),
	  METRIC(GAUGE, "schedmiss", "entry") },
	{ "stats.schedmiss.*.**", ANY, UNIT_NONE, "One pause of corosync that was too long", STATS, METRIC(NONE, "schedmiss", "entry") },
	{ "stats.schedmiss.**", ANY, UNIT_NONE, "Pauses of corosync that were too long; none is good", STATS },
	{ "stats.clear.*", U32, UNIT_NONE, "Any value resets counters: of knet, ipc, totem, schedmiss or all", VOLATILE, TRIGGER,
	  KEYS_7,
	  .risk = "the old values are lost; corosync keeps no copy" },
	{ "stats.clear.**", ANY, UNIT_NONE, "Triggers that reset counters", VOLATILE, TRIGGER, KEYS_7 },
	{ "stats.**", ANY, UNIT_NONE, "Statistics of corosync on this node", STATS },
