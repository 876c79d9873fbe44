/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/cluster_paths.h"

#define EACH_PATH(path) \
	path(ONCE, "totem.cluster_name") \
	path(ONCE, "totem.transport") \
	path(ONCE, "totem.token") \
	path(ONCE, "totem.token_coefficient") \
	path(ONCE, "runtime.config.totem.token") \
	path(ONCE, "runtime.votequorum.this_node_id") \
	path(ONCE, "runtime.votequorum.wait_for_all_status") \
	path(ONCE, "nodelist.local_node_pos") \
	path(ONCE, "config.reload_status") \
	path(ONCE, "config.reload_in_progress") \
	path(ONCE, "config.totemconfig_reload_in_progress") \
	path(ONCE, "stats.srp.time_since_token_last_received") \
	path(ONCE, "stats.srp.operational_token_lost") \
	path(ONCE, "stats.srp.consensus_timeouts") \
	path(ONCE, "stats.srp.continuous_gather") \
	path(ONCE, "stats.srp.continuous_sendmsg_failures") \
	path(ONCE, "stats.srp.firewall_enabled_or_nic_failure") \
	path(COUNT, "runtime.votequorum.two_node") \
	path(COUNT, "runtime.votequorum.ev_barrier") \
	path(COUNT, "runtime.votequorum.lowest_node_id") \
	path(COUNT, "runtime.votequorum.highest_node_id") \
	path(COUNT, "quorum.wait_for_all") \
	path(COUNT, "quorum.last_man_standing") \
	path(COUNT, "quorum.auto_tie_breaker") \
	path(COUNT, "quorum.allow_downscale") \
	path(COUNT, "quorum.device.model") \
	path(LINK, "runtime.config.totem.interface.*.knet_ping_timeout") \
	path(NODEID, "nodelist.node.*.nodeid") \
	path(POSITION, "nodelist.node.*.name") \
	path(COUNT_POSITION, "nodelist.node.*.quorum_votes") \
	path(POSITION_LINK, "nodelist.node.*.ring*_addr") \
	path(ID, "runtime.members.*.status") \
	path(ID, "runtime.members.*.join_count") \
	path(UNLISTED_ID, "runtime.members.*.ip") \
	path(PEER_LINK, "stats.knet.node*.link*.connected") \
	path(PEER_LINK, "stats.knet.node*.link*.enabled") \
	path(PEER_LINK, "stats.knet.node*.link*.up_count") \
	path(PEER_LINK, "stats.knet.node*.link*.latency_samples") \
	path(PEER_LINK, "stats.knet.node*.link*.latency_ave") \
	path(PEER_LINK, "stats.knet.node*.link*.latency_max") \
	path(PAUSE, "stats.schedmiss.*.timestamp") \
	path(PAUSE, "stats.schedmiss.*.delay")

#define ABOUT(about, pattern) about,
static const enum about abouts[] = { EACH_PATH(ABOUT) };
#undef ABOUT

#define PATTERN(about, pattern) pattern,
static const char *const patterns[] = { EACH_PATH(PATTERN) };
#undef PATTERN

const char *const *
cluster_paths(size_t *n)
{
	*n = sizeof(patterns) / sizeof(patterns[0]);
	return patterns;
}

enum about
cluster_path_about(size_t i)
{
	return abouts[i];
}
