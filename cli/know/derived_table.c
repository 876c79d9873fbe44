/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of formulas. */
#include "know/derived_sums.h"

static const struct derived formulas[] = {
	{ "totem.token", DERIVED_IN_USE, { "totem.token", "totem.token_coefficient", SUM_NODES, "totem.transport" },
	  "token + (nodes - 2) x token_coefficient, for 3 or more nodes", sum_token },
	{ "totem.token_retransmit", DERIVED_DEFAULT, { SUM_TOKEN, "totem.token_retransmits_before_loss_const" },
	  "token in use / (token_retransmits_before_loss_const + 0.2)", sum_token_retransmit },
	{ "totem.hold", DERIVED_DEFAULT, { "runtime.config.totem.token_retransmit" }, "token_retransmit in use x 0.8 - 10", sum_hold },
	{ "totem.consensus", DERIVED_DEFAULT, { SUM_TOKEN }, "1.2 x token in use", sum_consensus },
	{ "totem.interface.*.knet_ping_timeout", DERIVED_DEFAULT, { SUM_TOKEN, "totem.interface.*.knet_pong_count" },
	  "token in use / knet_pong_count; after a change of the token one reload late", sum_ping_timeout },
	{ "totem.interface.*.knet_ping_interval", DERIVED_DEFAULT, { SUM_TOKEN, "totem.interface.*.knet_pong_count" },
	  "token in use / (knet_pong_count x 2); after a change of the token one reload late", sum_ping_interval },
	{ "totem.token_warning", DERIVED_AMOUNT, { "runtime.config.totem.token_warning", SUM_TOKEN }, "token_warning % of token in use",
	  sum_token_warning },
	{ "totem.heartbeat_failures_allowed", DERIVED_AMOUNT,
	  { "totem.heartbeat_failures_allowed", "runtime.config.totem.token_retransmit", "totem.max_network_delay" },
	  "heartbeat_failures_allowed x token_retransmit in use + max_network_delay", sum_heartbeat },
	{ "totem.window_size", DERIVED_AMOUNT, { "runtime.config.totem.window_size", "runtime.config.totem.max_messages" },
	  "window_size + min(max_messages, window_size); corosync ends above 16384", sum_window },
	{ "totem.max_messages", DERIVED_AMOUNT, { "runtime.config.totem.window_size", "runtime.config.totem.max_messages" },
	  "window_size + min(max_messages, window_size); corosync ends above 16384", sum_window },
	{ "stats.schedmiss.*.delay", DERIVED_AMOUNT, { SUM_TOKEN }, "0.8 x token in use, from which on a pause is logged",
	  sum_late_schedule },
	{ "totem.interface.*.mcastport", DERIVED_DEFAULT, { "totem.transport", "totem.interface.*.broadcast" },
	  "5405 + link; with broadcast over udp 5405 + 2 x link", sum_port },
	{ "totem.interface.*.mcastaddr", DERIVED_DEFAULT,
	  { "totem.transport", "totem.cluster_name", "totem.interface.*.broadcast", "totem.ip_version" },
	  "with udp 239.192. and a hash of cluster_name", sum_multicast_address },
	{ "nodelist.node.*.nodeid", DERIVED_DEFAULT, { "totem.transport", "totem.clear_node_high_bit", "nodelist.node.*.ring0_addr" },
	  "with udp and udpu ring0_addr as a number", sum_nodeid },
	{ "quorum.expected_votes", DERIVED_DEFAULT, { SUM_NODES, "quorum.device.model", "quorum.device.votes", SUM_VOTES },
	  "the votes of all nodes, and those of the quorum device", sum_expected_votes },
	{ "quorum.device.votes", DERIVED_DEFAULT, { SUM_NODES }, "nodes - 1", sum_device_votes },
	{ "quorum.wait_for_all", DERIVED_DEFAULT, { "quorum.two_node" }, "two_node", sum_wait_for_all },
};

const struct derived *
derived_table(size_t *n)
{
	*n = sizeof(formulas) / sizeof(formulas[0]);
	return formulas;
}
