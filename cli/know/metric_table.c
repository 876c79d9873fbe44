/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of numbers. A row a key; what they have in common is in their
 * group, at the end. Where corosync's name of a key is misleading or says
 * again what the group or the unit says, the row has a better one.
 */
#include "know/metric.h"

#define GAUGE METRIC_GAUGE
#define COUNT METRIC_COUNTER

/* What knet counts of one kind of packets, each way. */
#define TRAFFIC(kind) \
	{ "tx_" kind "_packets", NULL, COUNT, UNIT_PACKETS, "Packets sent over the link (" kind ")" }, \
	{ "rx_" kind "_packets", NULL, COUNT, UNIT_PACKETS, "Packets received over the link (" kind ")" }, \
	{ "tx_" kind "_bytes", NULL, COUNT, UNIT_BYTES, "Bytes sent over the link (" kind ")" }, \
	{ "rx_" kind "_bytes", NULL, COUNT, UNIT_BYTES, "Bytes received over the link (" kind ")" }, \
	{ "tx_" kind "_errors", NULL, COUNT, UNIT_ERRORS, "Packets that could not be sent (" kind ")" }, \
	{ "tx_" kind "_retries", NULL, COUNT, UNIT_RETRIES, "Attempts to send packets again (" kind ")" }

static const struct metric knet_link[] = {
	{ "connected", NULL, GAUGE, UNIT_NONE, "Whether this node can use the link" },
	{ "enabled", NULL, GAUGE, UNIT_NONE, "Whether the link is configured and switched on" },
	{ "mtu", NULL, GAUGE, UNIT_BYTES, "Payload that a packet over the link can carry" },
	{ "latency_min", NULL, GAUGE, UNIT_US, "Shortest round trip of a ping", UINT32_MAX },
	{ "latency_max", NULL, GAUGE, UNIT_US, "Longest round trip of a ping", UINT32_MAX },
	{ "latency_ave", NULL, GAUGE, UNIT_US, "Average round trip of a ping", UINT32_MAX },
	{ "latency_samples", NULL, GAUGE, UNIT_NONE, "Pings in the average; the oldest ones leave it" },
	{ "down_count", "down", COUNT, UNIT_NONE, "How often the link went down" },
	{ "up_count", "up", COUNT, UNIT_NONE, "How often the link came up" },
	TRAFFIC("data"),
	TRAFFIC("ping"),
	TRAFFIC("pong"),
	TRAFFIC("pmtu"),
	{ "tx_total_packets", "tx_packets", COUNT, UNIT_PACKETS, "All packets sent over the link" },
	{ "rx_total_packets", "rx_packets", COUNT, UNIT_PACKETS, "All packets received over the link" },
	{ "tx_total_bytes", "tx_bytes", COUNT, UNIT_BYTES, "All bytes sent over the link" },
	{ "rx_total_bytes", "rx_bytes", COUNT, UNIT_BYTES, "All bytes received over the link" },
	{ "tx_total_errors", "tx_errors", COUNT, UNIT_ERRORS, "All packets that could not be sent" },
	/* The name is corosync's mistake: it is knet's tx_total_retries. */
	{ "rx_total_retries", "tx_retries", COUNT, UNIT_RETRIES, "All attempts to send again (the key rx_total_retries is misnamed)" },
};

/* How long knet works on a packet. */
#define WORK(work, doing) \
	{ work "_time_min", NULL, GAUGE, UNIT_US, "Shortest time that " doing " a packet took", UINT64_MAX }, \
	{ work "_time_max", NULL, GAUGE, UNIT_US, "Longest time that " doing " a packet took", UINT64_MAX }, \
	{ work "_time_ave", NULL, GAUGE, UNIT_US, "Average time that " doing " a packet took", UINT64_MAX }

static const struct metric knet_handle[] = {
	WORK("tx_crypt", "encrypting"),
	WORK("rx_crypt", "decrypting"),
	WORK("tx_compress", "compressing"),
	WORK("rx_compress", "decompressing"),
	{ "tx_crypt_packets", NULL, COUNT, UNIT_PACKETS, "Packets encrypted" },
	{ "rx_crypt_packets", NULL, COUNT, UNIT_PACKETS, "Packets decrypted" },
	{ "tx_crypt_byte_overhead", "tx_crypt_overhead", COUNT, UNIT_BYTES, "Bytes that encryption added" },
	{ "tx_uncompressed_packets", NULL, COUNT, UNIT_PACKETS, "Packets sent as they were" },
	{ "tx_compressed_packets", NULL, COUNT, UNIT_PACKETS, "Packets sent compressed" },
	{ "rx_compressed_packets", NULL, COUNT, UNIT_PACKETS, "Compressed packets received" },
	{ "tx_compressed_original_bytes", NULL, COUNT, UNIT_BYTES, "Bytes before compression, sent" },
	{ "rx_compressed_original_bytes", NULL, COUNT, UNIT_BYTES, "Bytes after decompression, received" },
	{ "tx_compressed_size_bytes", NULL, COUNT, UNIT_BYTES, "Bytes after compression, sent" },
	{ "rx_compressed_size_bytes", NULL, COUNT, UNIT_BYTES, "Bytes before decompression, received" },
};

/* A kind of totem's messages, each way. */
#define TOTEM_MESSAGES(kind, what) \
	{ kind "_tx", NULL, COUNT, UNIT_MESSAGES, what " sent" }, \
	{ kind "_rx", NULL, COUNT, UNIT_MESSAGES, what " received" }

/* A state of the membership protocol. */
#define TOTEM_STATE(state) \
	{ state "_entered", NULL, COUNT, UNIT_NONE, "How often totem came into the state " state }, \
	{ state "_token_lost", NULL, COUNT, UNIT_NONE, "How often the token was lost in the state " state }

static const struct metric srp[] = {
	TOTEM_STATE("operational"),
	TOTEM_STATE("gather"),
	TOTEM_STATE("commit"),
	TOTEM_STATE("recovery"),
	TOTEM_MESSAGES("mcast", "Multicast messages"),
	TOTEM_MESSAGES("orf_token", "Tokens"),
	TOTEM_MESSAGES("memb_join", "Join messages"),
	TOTEM_MESSAGES("memb_commit_token", "Commit tokens"),
	TOTEM_MESSAGES("memb_merge_detect", "Merge detection messages"),
	TOTEM_MESSAGES("token_hold_cancel", "Messages that end the holding of the token"),
	{ "mcast_retx", NULL, COUNT, UNIT_MESSAGES, "Multicast messages sent again" },
	{ "rx_msg_dropped", NULL, COUNT, UNIT_MESSAGES, "Messages received and dropped" },
	{ "consensus_timeouts", NULL, COUNT, UNIT_NONE, "How often there was no agreement on a membership in time" },
	{ "continuous_gather", NULL, GAUGE, UNIT_NONE, "Attempts to form a membership since the last success" },
	{ "continuous_sendmsg_failures", NULL, GAUGE, UNIT_NONE, "Failures to send since the last success" },
	{ "firewall_enabled_or_nic_failure", NULL, GAUGE, UNIT_NONE, "Whether totem takes itself for cut off" },
	{ "mtt_rx_token", NULL, GAUGE, UNIT_MS, "Mean time between two tokens" },
	{ "avg_token_workload", NULL, GAUGE, UNIT_MS, "Average time that this node holds the token" },
	{ "avg_backlog_calc", NULL, GAUGE, UNIT_MESSAGES, "Average of the messages not yet sent" },
	{ "time_since_token_last_received", NULL, GAUGE, UNIT_MS,
	  "Age of the last token (before corosync 3.1.9 wrong, by multiples of 2^32 ms, on hosts up for 49 days)" },
};

static const struct metric pg[] = {
	{ "msg_queue_avail", NULL, GAUGE, UNIT_MESSAGES, "Free places in the queue to totem" },
	{ "msg_reserved", NULL, GAUGE, UNIT_MESSAGES, "Reserved places in the queue to totem" },
};

static const struct metric ipcs[] = {
	{ "active", NULL, GAUGE, UNIT_CONNECTIONS, "Clients connected now (wrong after the counters were cleared)" },
	{ "closed", NULL, COUNT, UNIT_CONNECTIONS, "Clients that have gone" },
};

static const struct metric ipcs_connection[] = {
	{ "queueing", NULL, GAUGE, UNIT_NONE, "Whether events wait for the client" },
	{ "queued", NULL, GAUGE, UNIT_MESSAGES, "Events that wait for the client" },
	{ "sent", NULL, COUNT, UNIT_MESSAGES, "Events sent to the client since none had to wait" },
	{ "dispatched", NULL, COUNT, UNIT_MESSAGES, "Events given to the client" },
	{ "requests", NULL, COUNT, UNIT_NONE, "Requests of the client" },
	{ "responses", NULL, COUNT, UNIT_NONE, "Answers to the client" },
	{ "invalid_request", "invalid_requests", COUNT, UNIT_NONE, "Requests of the client that were not valid" },
	{ "overload", NULL, COUNT, UNIT_NONE, "Requests refused because corosync was busy" },
	{ "send_retries", NULL, COUNT, UNIT_RETRIES, "Attempts to send to the client again" },
	{ "recv_retries", NULL, COUNT, UNIT_RETRIES, "Attempts to receive from the client again" },
	{ "flow_control", NULL, GAUGE, UNIT_NONE, "Whether the client is held back" },
	{ "flow_control_count", "flow_control_changes", COUNT, UNIT_NONE, "How often that changed" },
};

static const struct metric schedmiss[] = {
	{ "timestamp", NULL, GAUGE, UNIT_EPOCH_MS, "When corosync was not run for too long; entry 0 is the newest" },
	{ "delay", NULL, GAUGE, UNIT_MS, "For how long it was not run" },
};

static const struct metric member[] = {
	{ "status", "joined", METRIC_JOINED, UNIT_NONE, "Whether the node is in the membership of this one" },
	{ "join_count", "joins", COUNT, UNIT_NONE, "How often the node has joined" },
	{ "config_version", NULL, GAUGE, UNIT_NONE, "Version of the configuration that the node announced; 0: none" },
};

static const struct metric votequorum[] = {
	{ "this_node_id", NULL, GAUGE, UNIT_NONE, "Number of this node" },
	{ "lowest_node_id", NULL, GAUGE, UNIT_NONE, "Lowest number of a node seen" },
	{ "highest_node_id", NULL, GAUGE, UNIT_NONE, "Highest number of a node seen" },
	{ "two_node", NULL, GAUGE, UNIT_NONE, "Whether the mode for two nodes is in use" },
	{ "wait_for_all_status", NULL, GAUGE, UNIT_NONE, "Whether quorum still waits to see every node once" },
	{ "ev_barrier", NULL, GAUGE, UNIT_VOTES, "Expected votes do not fall below this" },
	{ "ev_tracking_barrier", NULL, GAUGE, UNIT_VOTES, "Most expected votes there ever were" },
	{ "qdevice_can_operate", NULL, GAUGE, UNIT_NONE, "Whether a quorum device can be used" },
	{ "qdevice_master_wins", NULL, GAUGE, UNIT_NONE, "Whether the partition of the quorum device wins" },
	{ "atb_type", NULL, GAUGE, UNIT_NONE, "How a tie is broken; 0: not, 1: lowest node, 2: highest node, 3: a list" },
};

static const struct metric totem[] = {
	{ "token", NULL, GAUGE, UNIT_MS, "Time without a token after which it is lost" },
	{ "token_warning", NULL, GAUGE, UNIT_PERCENT, "Part of the token timeout after which a warning is logged; 0: never" },
	{ "token_retransmit", NULL, GAUGE, UNIT_MS, "Time without a token after which it is sent again" },
	{ "token_retransmits_before_loss_const", NULL, GAUGE, UNIT_NONE, "How often the token is sent again before it is lost" },
	{ "hold", NULL, GAUGE, UNIT_MS, "How long the token is held when nothing happens" },
	{ "consensus", NULL, GAUGE, UNIT_MS, "How long an agreement on a membership is waited for" },
	{ "join", NULL, GAUGE, UNIT_MS, "How long join messages are waited for" },
	{ "send_join", NULL, GAUGE, UNIT_MS, "Longest delay of a join message" },
	{ "merge", NULL, GAUGE, UNIT_MS, "How often other partitions are looked for" },
	{ "downcheck", NULL, GAUGE, UNIT_MS, "How often an interface that is down is looked at" },
	{ "max_network_delay", NULL, GAUGE, UNIT_MS, "Longest delay of the network that the heartbeat reckons with" },
	{ "heartbeat_failures_allowed", NULL, GAUGE, UNIT_NONE, "Heartbeats that may be missing; 0: no heartbeat" },
	{ "fail_recv_const", NULL, GAUGE, UNIT_NONE, "Rotations without a message due after which a membership is formed" },
	{ "seqno_unchanged_const", NULL, GAUGE, UNIT_NONE, "Rotations without traffic before merge detection" },
	{ "miss_count_const", NULL, GAUGE, UNIT_NONE, "Tokens before a missing message is asked for" },
	{ "window_size", NULL, GAUGE, UNIT_MESSAGES, "Messages in one rotation of the token" },
	{ "max_messages", NULL, GAUGE, UNIT_MESSAGES, "Messages that a node may send with the token" },
	{ "block_unlisted_ips", NULL, GAUGE, UNIT_NONE, "Whether packets from unlisted addresses are dropped" },
	{ "cancel_token_hold_on_retransmit", NULL, GAUGE, UNIT_NONE, "Whether the token is not held when messages are missing" },
	{ "knet_pmtud_interval", NULL, GAUGE, UNIT_S, "How often the path MTU is looked for" },
	{ "knet_mtu", NULL, GAUGE, UNIT_BYTES, "MTU of knet; 0: found out" },
	{ "knet_compression_threshold", NULL, GAUGE, UNIT_BYTES, "Packets below this size are not compressed" },
	{ "knet_compression_level", NULL, GAUGE, UNIT_NONE, "Level of compression" },
};

static const struct metric totem_link[] = {
	{ "knet_ping_interval", NULL, GAUGE, UNIT_MS, "How often the link is pinged" },
	{ "knet_ping_timeout", NULL, GAUGE, UNIT_MS, "Time without an answer after which the link is down" },
	{ "mcastport", NULL, GAUGE, UNIT_NONE, "Port of the link" },
};

static const struct metric service[] = {
	{ "service_id", "id", GAUGE, UNIT_NONE, "Number of the service" },
};

static const struct metric service_function[] = {
	{ "tx", NULL, COUNT, UNIT_MESSAGES, "Messages for the function sent to the cluster" },
	{ "rx", NULL, COUNT, UNIT_MESSAGES, "Messages for the function received from the cluster" },
};

static const struct metric config[] = {
	{ "reload_in_progress", NULL, GAUGE, UNIT_NONE, "Whether the configuration is being loaded" },
	{ "totemconfig_reload_in_progress", NULL, GAUGE, UNIT_NONE, "Whether totem takes over a new configuration" },
	{ "reload_status", NULL, GAUGE, UNIT_NONE, "Result of the last reload as a cs_error_t; 1: it was good" },
};

#define WATCHED \
	{ "poll_period", NULL, GAUGE, UNIT_MS, "How often it is looked at" }, \
	{ "last_updated", NULL, GAUGE, UNIT_NS, "When it was looked at, by the monotonic clock" }

static const struct metric load[] = {
	{ "current", NULL, GAUGE, UNIT_NONE, "Load of the host over 15 minutes" },
	{ "max", NULL, GAUGE, UNIT_NONE, "Load that is taken for a failure" },
	WATCHED,
};

static const struct metric memory[] = {
	{ "current", NULL, GAUGE, UNIT_PERCENT, "Memory in use on the host" },
	{ "max", NULL, GAUGE, UNIT_PERCENT, "Memory in use that is taken for a failure" },
	WATCHED,
};

static const struct metric process[] = { WATCHED };

#define ROWS(table) table, sizeof(table) / sizeof((table)[0])

const struct metric_group metric_groups[] = {
	{ "stats.knet.node*.link*.", "knet_link", { "node", "link" }, ROWS(knet_link) },
	{ "stats.knet.handle.", "knet_handle", { NULL }, ROWS(knet_handle) },
	{ "stats.srp.", "srp", { NULL }, ROWS(srp) },
	{ "stats.pg.", "pg", { NULL }, ROWS(pg) },
	{ "stats.ipcs.global.", "ipcs", { NULL }, ROWS(ipcs) },
	{ "stats.ipcs.service*.*.*.", "ipcs_connection", { "service", "pid", "connection" }, ROWS(ipcs_connection) },
	{ "stats.schedmiss.*.", "schedmiss", { "entry" }, ROWS(schedmiss) },
	{ "runtime.members.*.", "member", { "member" }, ROWS(member) },
	{ "runtime.votequorum.", "votequorum", { NULL }, ROWS(votequorum) },
	{ "runtime.config.totem.interface.*.", "totem_link", { "link" }, ROWS(totem_link) },
	{ "runtime.config.totem.", "totem", { NULL }, ROWS(totem) },
	{ "runtime.services.*.*.", "service", { "service", "function" }, ROWS(service_function) },
	{ "runtime.services.*.", "service", { "service" }, ROWS(service) },
	{ "config.", "config", { NULL }, ROWS(config) },
	{ "resources.system.load_15min.", "load_15min", { NULL }, ROWS(load) },
	{ "resources.system.memory_used.", "memory_used", { NULL }, ROWS(memory) },
	{ "resources.process.*.", "process", { "pid" }, ROWS(process) },
	{ NULL, NULL, { NULL }, NULL, 0 },
};
