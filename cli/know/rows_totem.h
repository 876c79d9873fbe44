/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: the section totem, and what is in use of it. */

/* What corosync uses, from the section totem. */
#define IN_USE(option, type, unit, meaning, ...) \
	{ "runtime.config.totem." option, type, unit, meaning, READ_ONLY, REPORT, KEYS_7, __VA_ARGS__ }

/* A number in the section totem, and the value in use. Ranges are those that corosync checks at its start only. */
#define NUMBER(option, what, unit, when, least, most, value, meaning, ...) \
	{ "totem." option, U32, unit, meaning, SETTING("totem", when, value), CONF_5, RANGE(least, most), .flags = what, \
	  .in_use = "runtime.config.totem." option, __VA_ARGS__ }, \
	IN_USE(option, U32, unit, meaning, METRIC(GAUGE, "totem"))
#define TOTEM(option, ...) NUMBER(option, KEY_ZERO_IS_DEFAULT, __VA_ARGS__)

/* The same for a switch, which is a number where it is in use. */
#define TOTEM_SWITCH(option, value, meaning, ...) \
	{ "totem." option, STR, UNIT_NONE, meaning, YES_NO, SETTING("totem", AT_ONCE, value), CONF_5, \
	  .in_use = "runtime.config.totem." option, __VA_ARGS__ }, \
	IN_USE(option, U32, UNIT_NONE, meaning, BOOL, METRIC(GAUGE, "totem"))

/* An option of a link, and one whose value in use corosync reports. */
#define LINK_OPTION(option, type, unit, when, value, meaning, ...) \
	{ "totem.interface.*." option, type, unit, meaning, SETTING("totem.interface", when, value), CONF_5, __VA_ARGS__ }
#define TOTEM_LINK(option, type, unit, when, meaning, ...) \
	LINK_OPTION(option, type, unit, when, "", meaning, .flags = KEY_ZERO_IS_DEFAULT, \
		    .in_use = "runtime.config.totem.interface.*." option), \
	{ "runtime.config.totem.interface.*." option, type, unit, meaning, READ_ONLY, REPORT, METRIC(GAUGE, "totem_link", "link"), \
	  __VA_ARGS__ }

	TOTEM("token", UNIT_MS, AT_ONCE, 30, UINT32_MAX, "3000", "Time without the token after which totem declares it lost",
	      .default_note = "1000 before corosync 3.1.0", USUAL(1000, 60000, ", the same on all nodes")),
	NUMBER("token_warning", 0, UNIT_PERCENT, AT_ONCE, 0, 100, "75",
	       "Share of the token timeout after which a late token is logged; 0: never", HEALTHY("0, or 50 to 90")),
	TOTEM("token_retransmit", UNIT_MS, AT_ONCE, 30, UINT32_MAX, "", "Time without an answer after which a node sends the token again",
	      HEALTHY("not set")),
	TOTEM("token_retransmits_before_loss_const", UNIT_NONE, AT_ONCE, 1, UINT32_MAX, "4",
	      "Times that the token is sent again before it counts as lost", USUAL(4, 20, "")),
	TOTEM("hold", UNIT_MS, AT_ONCE, 14, UINT32_MAX, "", "Time that the token is held while the cluster is idle", HEALTHY("not set")),
	TOTEM("consensus", UNIT_MS, AT_ONCE, 30, UINT32_MAX, "", "Time to wait for all nodes to agree on a new membership",
	      HEALTHY("1.2 to 2 times the token timeout in use")),
	TOTEM("join", UNIT_MS, AT_ONCE, 30, UINT32_MAX, "50", "Time to wait for join messages while a membership forms",
	      USUAL(50, 1000, ", at most consensus")),
	TOTEM("send_join", UNIT_MS, AT_ONCE, 0, UINT32_MAX, "0",
	      "Longest random delay of a join message; corosync does nothing else meanwhile", USUAL(0, 100, "")),
	TOTEM("merge", UNIT_MS, AT_ONCE, 30, UINT32_MAX, "200", "Time without traffic after which totem looks for other partitions",
	      USUAL(200, 1000, "")),
	TOTEM("downcheck", UNIT_MS, AT_ONCE, 30, UINT32_MAX, "1000",
	      "Interval between checks of an interface that is down (udp and udpu only)", HEALTHY("1000")),
	TOTEM("heartbeat_failures_allowed", UNIT_NONE, START, 0, UINT32_MAX, "0",
	      "Heartbeats that may be lost, read at the start; 0: no heartbeat", HEALTHY("0")),
	TOTEM("max_network_delay", UNIT_MS, START, 30, UINT32_MAX, "50", "Longest delay of the network that the heartbeat allows for",
	      HEALTHY("50")),
	TOTEM("fail_recv_const", UNIT_NONE, AT_ONCE, 1, UINT32_MAX, "2500",
	      "Rotations of the token without progress after which a membership forms", HEALTHY("2500")),
	TOTEM("seqno_unchanged_const", UNIT_NONE, AT_ONCE, 1, UINT32_MAX, "30",
	      "Rotations of the token without traffic before merge detection begins", HEALTHY("30")),
	TOTEM("miss_count_const", UNIT_NONE, AT_ONCE, 1, UINT32_MAX, "5", "Tokens that pass before a missing message is asked for",
	      HEALTHY("5")),
	TOTEM("window_size", UNIT_MESSAGES, AT_ONCE, 1, 16383, "50", "Most messages that all nodes send in one rotation of the token",
	      HEALTHY("50, at most 256000 / netmtu")),
	TOTEM("max_messages", UNIT_MESSAGES, AT_ONCE, 1, UINT32_MAX, "17", "Most messages that a node sends each time it has the token",
	      USUAL(17, 50, ", at most window_size")),
	TOTEM("knet_pmtud_interval", UNIT_S, AT_ONCE, 1, 86400, "30", "Interval between searches for the path MTU", USUAL(30, 3600, "")),
	TOTEM("knet_mtu", UNIT_BYTES, AT_ONCE, 0, 65536, "0", "MTU of knet; 0: knet finds it out", HEALTHY("0, or 576 to 65536"),
	      SINCE("3.1.7")),
	TOTEM("knet_compression_threshold", UNIT_BYTES, RELOAD, 0, UINT32_MAX, "0",
	      "Size below which packets are not compressed; 0: knet's default", .default_note = "knet then uses 100"),
	TOTEM_SWITCH("block_unlisted_ips", "yes", "Whether packets from addresses outside the nodelist are dropped", HEALTHY("yes"),
		     SINCE("3.0.2")),
	TOTEM_SWITCH("cancel_token_hold_on_retransmit", "no", "Whether the token is passed on at once while messages are missing",
		     HEALTHY("no"), SINCE("3.1.6")),

	{ "totem.token_coefficient", U32, UNIT_MS, "Added to the token timeout for each node beyond two", SETTING("totem", AT_ONCE, "650"),
	  CONF_5, RANGE(0, UINT32_MAX), USUAL(0, 2000, ", the same on all nodes") },
	{ "totem.knet_compression_level", I32, UNIT_NONE, "Level of compression, in the terms of the compression library",
	  SETTING("totem", RELOAD, "0"), CONF_5, .in_use = "runtime.config.totem.knet_compression_level" },
	IN_USE("knet_compression_level", I32, UNIT_NONE, "Level of compression, in the terms of the compression library",
	       METRIC(GAUGE, "totem")),
	{ "totem.knet_compression_model", STR, UNIT_NONE, "Library that compresses packets; absent: none",
	  .values = "zlib lz4 lz4hc lzo2 lzma bzip2 zstd",
	  SETTING("totem", RELOAD, "none"), CONF_5, .in_use = "runtime.config.totem.knet_compression_model",
	  .default_note = "corosync refuses the word since 3.1.3: leave the option out" },
	IN_USE("knet_compression_model", STR, UNIT_NONE, "Library that compresses packets, such as zlib or lz4", METRIC(NONE, "totem")),
	{ "totem.config_version", U64, UNIT_NONE, "Version of corosync.conf, compared at the first join; a word there ends corosync 3.1.9",
	  SETTING("totem", AT_ONCE, "0"), CONF_5, .flags = KEY_CLUSTER, HEALTHY("the same on all nodes"),
	  .risk = "a node with a lower version leaves the cluster" },
	{ "totem.link_mode", STR, UNIT_NONE, "How knet uses several links, read at the start", SETTING("totem", START, "passive"), CONF_5,
	  HEALTHY("passive"), .values = "passive active rr" },

	/* Fixed while corosync runs */
#define FIXED(option, type, value, meaning, ...) \
	{ "totem." option, type, UNIT_NONE, meaning, READ_ONLY, SETTING("totem", START, value), CONF_5, __VA_ARGS__ }
#define CRYPTO(option, value, meaning, ...) \
	{ "totem." option, STR, UNIT_NONE, meaning, READ_ONLY, SETTING("totem", RELOAD, value), CONF_5, __VA_ARGS__ }

	FIXED("version", U32, "", "Version of the format of the section totem, always 2",
	      .default_note = NO_DEFAULT "; corosync requires it", HEALTHY("2")),
	FIXED("cluster_name", STR, "", "Name of the cluster, the same on all nodes", .default_note = NO_DEFAULT,
	      HEALTHY("at most 16 letters, digits, _ and -; the same on all nodes")),
	FIXED("transport", STR, "knet", "How packets travel between the nodes; absent: knet", .values = "knet udp udpu", HEALTHY("knet")),
	FIXED("ip_version", STR, "ipv6-4", "Address families to use, and which first, when a name is resolved",
	      .default_note = "with udp: ipv4", .values = "ipv4 ipv6 ipv4-6 ipv6-4"),
	{ "totem.netmtu", U32, UNIT_BYTES, "Longest packet that totem sends", READ_ONLY, SETTING("totem", START, ""), CONF_5,
	  .default_note = "65536 with knet, 1500 with udp and udpu", HEALTHY("not set") },
	{ "totem.threads", U32, UNIT_NONE, "Obsolete: corosync does not use it", READ_ONLY, SETTING("totem", NEVER, "0"),
	  HEALTHY("not set") },
	{ "totem.nodeid", U32, UNIT_NONE, "Obsolete: the id of a node is in the nodelist", READ_ONLY, SETTING("totem", NEVER, ""),
	  .default_note = NO_DEFAULT, HEALTHY("not set") },
	FIXED("clear_node_high_bit", STR, "no", "Whether generated node ids fit into a signed number of 32 bits", YES_NO,
	      HEALTHY("not set")),
	CRYPTO("crypto_model", "nss", "Library that encrypts", .values = "nss openssl gcrypt"),
	CRYPTO("crypto_cipher", "none", "Cipher for the packets between nodes; none: anybody can read them",
	       .default_note = "with secauth: aes256", HEALTHY("aes256"), .values = "none aes128 aes192 aes256"),
	CRYPTO("crypto_hash", "none", "Hash that authenticates packets; none: anybody can forge them",
	       .default_note = "with secauth: sha256", HEALTHY("sha256"), .values = "none md5 sha1 sha256 sha384 sha512"),
	CRYPTO("secauth", "off", "Short for crypto_cipher aes256 and crypto_hash sha256", ON_OFF),
	CRYPTO("keyfile", "/etc/corosync/authkey", "File with the secret key of the cluster"),
	CRYPTO("key", "", "The secret key itself; a key file is safer", .default_note = NO_DEFAULT, HEALTHY("not set")),
	/* A str before corosync 3.1.10, a u8 since then. */
	FIXED("ip_dscp", ANY, "0", "Priority that packets carry in the network (DSCP)", SINCE("3.1.10")),
	{ "totem.rrp_*", ANY, UNIT_NONE, "Obsolete: about redundant rings, which knet has replaced", SETTING("totem", NEVER, ""),
	  .default_note = NO_DEFAULT, HEALTHY("not set") },

	/* A link, by its number */
	LINK_OPTION("knet_link_priority", U8, UNIT_NONE, RELOAD, "1",
		    "Priority of the link: in passive mode the highest one carries the data", .flags = KEY_ZERO_IS_DEFAULT),
	TOTEM_LINK("knet_ping_interval", U32, UNIT_MS, RELOAD, "Interval between pings on the link", KEYS_7),
	TOTEM_LINK("knet_ping_timeout", U32, UNIT_MS, RELOAD, "Time without an answer to a ping after which the link is down", KEYS_7),
	TOTEM_LINK("mcastport", U16, UNIT_NONE, START, "UDP port of the link", SINCE("3.1.10")),
	LINK_OPTION("knet_ping_precision", U32, UNIT_NONE, RELOAD, "2048", "Pings that the average latency is made of",
		    .flags = KEY_ZERO_IS_DEFAULT),
	LINK_OPTION("knet_pong_count", U32, UNIT_NONE, RELOAD, "2", "Answers to pings before the link is up", .flags = KEY_ZERO_IS_DEFAULT,
		    USUAL(1, 10, "")),
	LINK_OPTION("knet_transport", STR, UNIT_NONE, START, "udp", "Protocol of the link below knet", .values = "udp sctp"),
	LINK_OPTION("bindnetaddr", STR, UNIT_NONE, START, "", "Address of this node on the link; corosync removes the key at a reload",
		    .default_note = "the address in the nodelist"),
	LINK_OPTION("mcastaddr", STR, UNIT_NONE, START, "", "Multicast address of the link (udp only)"),
	LINK_OPTION("broadcast", STR, UNIT_NONE, START, "no", "Whether the link uses broadcast instead of multicast (udp only)", YES_NO),
	LINK_OPTION("ttl", U8, UNIT_NONE, START, "1", "Time to live of the multicast packets (udp only)"),
	{ "totem.interface.*.member.*", STR, UNIT_NONE, "Obsolete: the addresses of the nodes are in the nodelist",
	  SETTING("totem.interface.member", START, ""), .default_note = NO_DEFAULT, HEALTHY("not set") },
	{ "totem.interface.*.member.**", STR, UNIT_NONE, "Obsolete: the addresses of the nodes are in the nodelist",
	  SETTING("totem.interface.member", UNKNOWN, "") },
	{ "totem.interface.*.**", ANY, UNIT_NONE, "Settings of one link, by its number", SETTING("totem.interface", UNKNOWN, ""), CONF_5 },
	{ "totem.interface.**", ANY, UNIT_NONE, "Settings of the links", SETTING("totem.interface", UNKNOWN, ""), CONF_5 },
	{ "totem.**", ANY, UNIT_NONE, "Settings of totem, the protocol that forms the membership", SETTING("totem", UNKNOWN, ""), CONF_5,
	  .flags = KEY_EVERYWHERE },

	{ "runtime.config.totem.interface.*.**", ANY, UNIT_NONE, "Values in use for one link, by its number", READ_ONLY, REPORT, KEYS_7,
	  METRIC(NONE, "totem_link", "link") },
	{ "runtime.config.totem.interface.**", ANY, UNIT_NONE, "Values in use for the links", READ_ONLY, REPORT, KEYS_7 },
	IN_USE("**", ANY, UNIT_NONE, "Values that totem uses: configured, computed or the default", METRIC(NONE, "totem")),
	{ "runtime.config.**", ANY, UNIT_NONE, "Values in use: configured, computed or the default", READ_ONLY, REPORT, KEYS_7 },
