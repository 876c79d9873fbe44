/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: the section totem, and what is in use of it. */

/* A number in the section totem, and the value in use. Ranges are those that corosync checks at its start only. */
#define TOTEM(option, unit, min, max, meaning) \
	{ "totem." option, U32, unit, meaning, RANGE(min, max) }, \
	{ "runtime.config.totem." option, U32, unit, meaning, READ_ONLY, METRIC(GAUGE, "totem") }

/* The same for a switch, which is a number where it is in use. */
#define TOTEM_SWITCH(option, meaning) \
	{ "totem." option, STR, UNIT_NONE, meaning, YES_NO }, \
	{ "runtime.config.totem." option, U32, UNIT_NONE, meaning, READ_ONLY, BOOL, METRIC(GAUGE, "totem") }

/* The same for an option of a link. */
#define TOTEM_LINK(option, type, unit, meaning) \
	{ "totem.interface.*." option, type, unit, meaning }, \
	{ "runtime.config.totem.interface.*." option, type, unit, meaning, READ_ONLY, METRIC(GAUGE, "totem_link", "link") }

	TOTEM("token", UNIT_MS, 30, UINT32_MAX, "Time without the token after which totem declares it lost"),
	TOTEM("token_warning", UNIT_PERCENT, 0, 100, "Share of the token timeout after which a late token is logged; 0: never"),
	TOTEM("token_retransmit", UNIT_MS, 30, UINT32_MAX, "Time without an answer after which a node sends the token again"),
	TOTEM("token_retransmits_before_loss_const", UNIT_NONE, 1, UINT32_MAX, "Times that the token is sent again before it counts as lost"),
	TOTEM("hold", UNIT_MS, 14, UINT32_MAX, "Time that the token is held while the cluster is idle"),
	TOTEM("consensus", UNIT_MS, 30, UINT32_MAX, "Time to wait for all nodes to agree on a new membership"),
	TOTEM("join", UNIT_MS, 30, UINT32_MAX, "Time to wait for join messages while a membership forms"),
	TOTEM("send_join", UNIT_MS, 0, UINT32_MAX, "Longest random delay of a join message; corosync does nothing else meanwhile"),
	TOTEM("merge", UNIT_MS, 30, UINT32_MAX, "Time without traffic after which totem looks for other partitions"),
	TOTEM("downcheck", UNIT_MS, 30, UINT32_MAX, "Interval between checks of an interface that is down (udp and udpu only)"),
	TOTEM("heartbeat_failures_allowed", UNIT_NONE, 0, UINT32_MAX, "Heartbeats that may be lost, read at the start; 0: no heartbeat"),
	TOTEM("max_network_delay", UNIT_MS, 30, UINT32_MAX, "Longest delay of the network that the heartbeat allows for"),
	TOTEM("fail_recv_const", UNIT_NONE, 1, UINT32_MAX, "Rotations of the token without progress after which a membership forms"),
	TOTEM("seqno_unchanged_const", UNIT_NONE, 1, UINT32_MAX, "Rotations of the token without traffic before merge detection begins"),
	TOTEM("miss_count_const", UNIT_NONE, 1, UINT32_MAX, "Tokens that pass before a missing message is asked for"),
	TOTEM("window_size", UNIT_MESSAGES, 1, 16383, "Most messages that all nodes send in one rotation of the token"),
	TOTEM("max_messages", UNIT_MESSAGES, 1, UINT32_MAX, "Most messages that a node sends each time it has the token"),
	TOTEM("knet_pmtud_interval", UNIT_S, 1, 86400, "Interval between searches for the path MTU"),
	TOTEM("knet_mtu", UNIT_BYTES, 0, 65536, "MTU of knet; 0: knet finds it out"),
	TOTEM("knet_compression_threshold", UNIT_BYTES, 0, UINT32_MAX, "Size below which packets are not compressed; 0: knet's default"),
	TOTEM_SWITCH("block_unlisted_ips", "Whether packets from addresses outside the nodelist are dropped"),
	TOTEM_SWITCH("cancel_token_hold_on_retransmit", "Whether the token is passed on at once while messages are missing"),

	{ "totem.token_coefficient", U32, UNIT_MS, "Added to the token timeout for each node beyond two", RANGE(0, UINT32_MAX) },
	{ "totem.knet_compression_level", I32, UNIT_NONE, "Level of compression, in the terms of the compression library" },
	{ "runtime.config.totem.knet_compression_level", I32, UNIT_NONE, "Level of compression, in the terms of the compression library",
	  READ_ONLY, METRIC(GAUGE, "totem") },
	{ "totem.knet_compression_model", STR, UNIT_NONE, "Library that compresses packets; absent: none",
	  .values = "zlib lz4 lz4hc lzo2 lzma bzip2 zstd" },
	{ "runtime.config.totem.knet_compression_model", STR, UNIT_NONE, "Library that compresses packets, such as zlib or lz4", READ_ONLY,
	  METRIC(NONE, "totem") },
	{ "totem.config_version", U64, UNIT_NONE, "Version of corosync.conf, compared at the first join; a word there ends corosync 3.1.9",
	  .risk = "a node with a lower version leaves the cluster" },
	{ "totem.link_mode", STR, UNIT_NONE, "How knet uses several links, read at the start", .values = "passive active rr" },

	/* Fixed while corosync runs */
	{ "totem.version", U32, UNIT_NONE, "Version of the format of the section totem, always 2", READ_ONLY },
	{ "totem.cluster_name", STR, UNIT_NONE, "Name of the cluster, the same on all nodes", READ_ONLY },
	{ "totem.transport", STR, UNIT_NONE, "How packets travel between the nodes; absent: knet", READ_ONLY, .values = "knet udp udpu" },
	{ "totem.ip_version", STR, UNIT_NONE, "Address families to use, and which first, when a name is resolved", READ_ONLY,
	  .values = "ipv4 ipv6 ipv4-6 ipv6-4" },
	{ "totem.netmtu", U32, UNIT_BYTES, "Longest packet that totem sends", READ_ONLY },
	{ "totem.threads", U32, UNIT_NONE, "Obsolete: corosync does not use it", READ_ONLY },
	{ "totem.nodeid", U32, UNIT_NONE, "Obsolete: the id of a node is in the nodelist", READ_ONLY },
	{ "totem.clear_node_high_bit", STR, UNIT_NONE, "Whether generated node ids fit into a signed number of 32 bits", READ_ONLY, YES_NO },
	{ "totem.crypto_model", STR, UNIT_NONE, "Library that encrypts", READ_ONLY, .values = "nss openssl gcrypt" },
	{ "totem.crypto_cipher", STR, UNIT_NONE, "Cipher for the packets between nodes; none: anybody can read them", READ_ONLY,
	  .values = "none aes128 aes192 aes256" },
	{ "totem.crypto_hash", STR, UNIT_NONE, "Hash that authenticates packets; none: anybody can forge them", READ_ONLY,
	  .values = "none md5 sha1 sha256 sha384 sha512" },
	{ "totem.secauth", STR, UNIT_NONE, "Short for crypto_cipher aes256 and crypto_hash sha256", READ_ONLY, ON_OFF },
	{ "totem.keyfile", STR, UNIT_NONE, "File with the secret key of the cluster", READ_ONLY },
	{ "totem.key", STR, UNIT_NONE, "The secret key itself; a key file is safer", READ_ONLY },
	/* A str before corosync 3.1.10, a u8 since then. */
	{ "totem.ip_dscp", ANY, UNIT_NONE, "Priority that packets carry in the network (DSCP)", READ_ONLY },
	{ "totem.rrp_*", ANY, UNIT_NONE, "Obsolete: about redundant rings, which knet has replaced" },

	/* A link, by its number */
	{ "totem.interface.*.knet_link_priority", U8, UNIT_NONE, "Priority of the link: in passive mode the highest one carries the data" },
	TOTEM_LINK("knet_ping_interval", U32, UNIT_MS, "Interval between pings on the link"),
	TOTEM_LINK("knet_ping_timeout", U32, UNIT_MS, "Time without an answer to a ping after which the link is down"),
	TOTEM_LINK("mcastport", U16, UNIT_NONE, "UDP port of the link"),
	{ "totem.interface.*.knet_ping_precision", U32, UNIT_NONE, "Pings that the average latency is made of" },
	{ "totem.interface.*.knet_pong_count", U32, UNIT_NONE, "Answers to pings before the link is up" },
	{ "totem.interface.*.knet_transport", STR, UNIT_NONE, "Protocol of the link below knet", .values = "udp sctp" },
	{ "totem.interface.*.bindnetaddr", STR, UNIT_NONE, "Address of this node on the link; corosync removes the key at a reload" },
	{ "totem.interface.*.mcastaddr", STR, UNIT_NONE, "Multicast address of the link (udp only)" },
	{ "totem.interface.*.broadcast", STR, UNIT_NONE, "Whether the link uses broadcast instead of multicast (udp only)", YES_NO },
	{ "totem.interface.*.ttl", U8, UNIT_NONE, "Time to live of the multicast packets (udp only)" },
	{ "totem.interface.*.member.*", STR, UNIT_NONE, "Obsolete: the addresses of the nodes are in the nodelist" },
	{ "totem.interface.*.**", ANY, UNIT_NONE, "Settings of one link, by its number" },
	{ "totem.**", ANY, UNIT_NONE, "Settings of totem, the protocol that forms the membership", .flags = KEY_EVERYWHERE },

	{ "runtime.config.totem.interface.*.**", ANY, UNIT_NONE, "Values in use for one link, by its number", READ_ONLY,
	  METRIC(NONE, "totem_link", "link") },
	{ "runtime.config.totem.**", ANY, UNIT_NONE, "Values that totem uses: configured, computed or the default", READ_ONLY,
	  METRIC(NONE, "totem") },
	{ "runtime.config.**", ANY, UNIT_NONE, "Values in use: configured, computed or the default", READ_ONLY },
