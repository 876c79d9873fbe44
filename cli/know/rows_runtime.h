/* SPDX-License-Identifier: BSD-3-Clause */
/* Rows of the table of keys, for key_table.c: what corosync reports in icmap, and its triggers. */

#define FALSIFIES REPORT, .risk = "corosync only reports state here; a change has no effect except to mislead readers"
#define MEMBER(kind) METRIC(kind, "member", "member")
#define SERVICE(kind) METRIC(kind, "service", "service", "function")

	{ "runtime.members.*.ip", STR, UNIT_NONE, "Addresses of the node, link by link, as it joined", FALSIFIES, MEMBER(NONE) },
	{ "runtime.members.*.status", STR, UNIT_NONE, "Whether the node is in the membership of this one: joined or left", FALSIFIES,
	  .values = "joined left", HEALTHY("joined; absent: not seen since corosync started here"),
	  NAMED_METRIC(JOINED, "member", "joined", "member") },
	{ "runtime.members.*.join_count", U32, UNIT_NONE, "Times that the node joined since corosync started here", FALSIFIES,
	  HEALTHY("1; a growing number: the node comes and goes"), NAMED_METRIC(COUNTER, "member", "joins", "member") },
	{ "runtime.members.*.config_version", U64, UNIT_NONE, "Version of the configuration that the node announced; 0: none", FALSIFIES,
	  KEYS_7, HEALTHY("the same for all nodes"), MEMBER(GAUGE) },
	{ "runtime.members.*.**", ANY, UNIT_NONE, "One node, by its id", FALSIFIES, MEMBER(NONE) },
	{ "runtime.members.**", ANY, UNIT_NONE, "The nodes that this one has seen since corosync started here", FALSIFIES },

#define VOTEQUORUM(field, type, unit, meaning, ...) \
	{ "runtime.votequorum." field, type, unit, meaning, FALSIFIES, METRIC(GAUGE, "votequorum"), __VA_ARGS__ }

	VOTEQUORUM("this_node_id", U32, UNIT_NONE, "Id of this node"),
	VOTEQUORUM("lowest_node_id", U32, UNIT_NONE, "Lowest id of a member when there last were enough votes"),
	VOTEQUORUM("highest_node_id", U32, UNIT_NONE, "Highest id of a member when there last were enough votes"),
	VOTEQUORUM("two_node", U8, UNIT_NONE, "Whether the mode for two nodes is in force", BOOL, HEALTHY("1 only with two nodes")),
	VOTEQUORUM("wait_for_all_status", U8, UNIT_NONE, "Whether quorum is withheld until all nodes are present at once", BOOL,
		   HEALTHY("0 or absent")),
	VOTEQUORUM("ev_barrier", U32, UNIT_VOTES, "Expected votes as configured"),
	VOTEQUORUM("ev_tracking_barrier", U32, UNIT_VOTES, "Highest expected votes seen so far"),
	VOTEQUORUM("atb_type", U32, UNIT_NONE, "How a tie is broken; 0: not, 1: lowest node, 2: highest node, 3: a list",
		   .values = "0 1 2 3"),
	VOTEQUORUM("qdevice_can_operate", U8, UNIT_NONE, "Whether the configuration permits a quorum device; 0: options conflict", BOOL,
		   HEALTHY("1")),
	VOTEQUORUM("qdevice_master_wins", U8, UNIT_NONE, "Whether the quorum device has set its flag master wins", BOOL),
	{ "runtime.votequorum.**", ANY, UNIT_NONE, "Quorum as this node sees it", FALSIFIES, METRIC(NONE, "votequorum") },

	{ KEY_BUSY_BRANCH ".*.service_id", U16, UNIT_NONE, "Number of the service", READ_ONLY, REPORT, KEYS_7,
	  NAMED_METRIC(GAUGE, "service", "id", "service") },
	{ KEY_BUSY_BRANCH ".*.*.tx", U64, UNIT_MESSAGES, "Messages for the function sent to the cluster", STATISTIC, KEYS_7,
	  SERVICE(COUNTER) },
	{ KEY_BUSY_BRANCH ".*.*.rx", U64, UNIT_MESSAGES, "Messages for the function received from the cluster", STATISTIC, KEYS_7,
	  SERVICE(COUNTER) },
	{ KEY_BUSY_BRANCH ".*.*.**", ANY, UNIT_NONE, "One function of a service, by its number", READ_ONLY, REPORT, SERVICE(NONE) },
	{ KEY_BUSY_BRANCH ".*.**", ANY, UNIT_NONE, "One service of corosync", READ_ONLY, REPORT, METRIC(NONE, "service", "service") },
	{ KEY_BUSY_BRANCH ".**", ANY, UNIT_NONE, "Messages of the services of corosync", READ_ONLY, REPORT, KEYS_7 },

	{ "runtime.blackbox.dump_state", STR, UNIT_NONE, "Any change makes corosync dump its state", VOLATILE, TRIGGER, HEALTHY("no") },
	{ "runtime.blackbox.dump_flight_data", STR, UNIT_NONE, "Any change makes corosync write its flight recorder to disk", VOLATILE,
	  TRIGGER, HEALTHY("no") },
	{ "runtime.blackbox.**", STR, UNIT_NONE, "Triggers of corosync-blackbox(8)", VOLATILE, TRIGGER, KEYS_7 },
	{ "runtime.force_gather", STR, UNIT_NONE, "Anything but no makes the nodes form their membership again", .flags = KEY_STRICT,
	  TRIGGER, KEYS_7, HEALTHY("no"), .risk = "makes all nodes form their membership again" },
	/* ---- corosync 2 ---- */
#define MEMBER2(field) "runtime.totem.pg.mrp.srp.members.*." field
	{ MEMBER2("status"), STR, UNIT_NONE, "Whether the node is in the membership of this one: joined or left", READ_ONLY, REPORT,
	  .values = "joined left", NAMED_METRIC(JOINED, "member", "joined", "member") },
	{ MEMBER2("join_count"), U32, UNIT_NONE, "Times that the node joined since corosync started here", READ_ONLY, REPORT,
	  NAMED_METRIC(COUNTER, "member", "joins", "member") },
	{ MEMBER2("config_version"), U64, UNIT_NONE, "Version of the configuration that the node announced; 0: none", READ_ONLY, REPORT,
	  MEMBER(GAUGE) },
	{ MEMBER2("**"), ANY, UNIT_NONE, "One node of corosync 2, by its id", READ_ONLY, REPORT, MEMBER(NONE) },
	{ "runtime.totem.**", ANY, UNIT_NONE, "Statistics of totem in corosync 2", READ_ONLY, REPORT },
	{ "runtime.connections.active", U64, UNIT_CONNECTIONS, "Clients connected now, in corosync 2", STATISTIC,
	  METRIC(GAUGE, "ipcs") },
	{ "runtime.connections.closed", U64, UNIT_CONNECTIONS, "Clients that have disconnected, in corosync 2",
	  STATISTIC, METRIC(COUNTER, "ipcs") },
	{ "runtime.connections.*.**", ANY, UNIT_NONE, "One client of corosync 2, by its name, pid and address",
	  STATISTIC, METRIC(NONE, "ipcs_connection", "connection") },
	{ "runtime.connections.**", ANY, UNIT_NONE, "Clients of corosync 2 on this node", STATISTIC },
	{ "runtime.**", ANY, UNIT_NONE, "State of corosync on this node", .flags = KEY_EVERYWHERE },

	{ "config.reload_in_progress", U8, UNIT_NONE, "Whether corosync.conf is being loaded again", READ_ONLY, REPORT, KEYS_7, BOOL,
	  HEALTHY("0 or absent"), METRIC(GAUGE, "config") },
	{ "config.totemconfig_reload_in_progress", U8, UNIT_NONE, "Whether a reload goes on; stays 1, with votequorum frozen, if a file cannot be parsed",
	  READ_ONLY, REPORT, KEYS_7, BOOL, HEALTHY("0 or absent"), METRIC(GAUGE, "config") },
	{ "config.reload_status", I32, UNIT_NONE, "Result of the last reload (cs_error_t); 1: success; if not, keys may be deleted already", FALSIFIES,
	  HEALTHY("1 or absent"), SINCE("3.1.0"), METRIC(GAUGE, "config") },
	{ "config.reload_error_message", STR, UNIT_NONE, "Why a part of the last reload failed; absent: nothing did", REPORT,
	  HEALTHY("absent"), SINCE("3.1.9"), METRIC(NONE, "config") },
	{ "config.**", ANY, UNIT_NONE, "Reloads of corosync.conf", METRIC(NONE, "config") },

	{ "internal_configuration.service.*.name", STR, UNIT_NONE, "Name of a service that corosync has loaded", READ_ONLY, REPORT, KEYS_7 },
	{ "internal_configuration.service.*.ver", U32, UNIT_NONE, "Version of a service that corosync has loaded", READ_ONLY, REPORT,
	  KEYS_7 },
	{ "internal_configuration.service.*.**", ANY, UNIT_NONE, "One service, by its number", READ_ONLY, REPORT, KEYS_7 },
	{ "internal_configuration.service.**", ANY, UNIT_NONE, "The services, by their numbers", READ_ONLY, REPORT, KEYS_7 },
	{ "internal_configuration.**", ANY, UNIT_NONE, "The services that corosync has loaded", .flags = KEY_READ_ONLY | KEY_EVERYWHERE,
	  REPORT, KEYS_7 },
