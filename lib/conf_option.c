/* SPDX-License-Identifier: BSD-3-Clause */
/* The names and types are those of corosync 3.1.9; a later one reads ip_dscp as a u8, and the numbers of rrp as str. */
#include "conf_option.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "value.h"

static const struct { const char *path; enum conf_section section; } sections[] = {
	{ "totem", CONF_TOTEM },
	{ "totem.interface", CONF_LINK },
	{ "totem.interface.member", CONF_MEMBER },
	{ "logging.logger_subsys", CONF_SUBSYS },
	{ "logging.logging_daemon", CONF_DAEMON },
	{ "uidgid", CONF_UIDGID },
	{ "quorum", CONF_QUORUM },
	{ "quorum.device", CONF_DEVICE },
	{ "nodelist", CONF_NODELIST },
	{ "nodelist.node", CONF_NODE },
	{ "resources", CONF_RESOURCES },
	{ "resources.system", CONF_MONITOR },
	{ "resources.process", CONF_MONITOR },
};

enum conf_section
conf_section_find(const char *path, enum conf_section around)
{
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]) && around != CONF_SKIPPED; i++)
		if (strcmp(path, sections[i].path) == 0)
			return sections[i].section;
	return around;
}

#define TOTEM_U32(option) { CONF_TOTEM, "totem." option, CMH_U32 }
#define QUORUM(option, type) { CONF_QUORUM, "quorum." option, CMH_##type }
#define DEVICE(option, type) { CONF_DEVICE, "quorum.device." option, CMH_##type }

/* What corosync monitors goes by the name, the others by their paths. */
static const struct { enum conf_section section; const char *name; enum cmh_type type; } options[] = {
	TOTEM_U32("version"), TOTEM_U32("nodeid"), TOTEM_U32("threads"), TOTEM_U32("netmtu"),
	TOTEM_U32("token"), TOTEM_U32("token_coefficient"), TOTEM_U32("token_retransmit"), TOTEM_U32("token_warning"),
	TOTEM_U32("token_retransmits_before_loss_const"), TOTEM_U32("hold"), TOTEM_U32("join"), TOTEM_U32("send_join"),
	TOTEM_U32("consensus"), TOTEM_U32("merge"), TOTEM_U32("downcheck"), TOTEM_U32("fail_recv_const"),
	TOTEM_U32("seqno_unchanged_const"), TOTEM_U32("heartbeat_failures_allowed"), TOTEM_U32("max_network_delay"),
	TOTEM_U32("window_size"), TOTEM_U32("max_messages"), TOTEM_U32("miss_count_const"), TOTEM_U32("knet_pmtud_interval"),
	TOTEM_U32("knet_mtu"), TOTEM_U32("knet_compression_threshold"), TOTEM_U32("rrp_token_expired_timeout"),
	TOTEM_U32("rrp_problem_count_timeout"), TOTEM_U32("rrp_problem_count_threshold"),
	TOTEM_U32("rrp_problem_count_mcast_threshold"), TOTEM_U32("rrp_autorecovery_check_timeout"),
	{ CONF_TOTEM, "totem.knet_compression_level", CMH_I32 },
	{ CONF_TOTEM, "totem.config_version", CMH_U64 },
	{ CONF_LINK, "totem.interface.linknumber", CMH_U8 },
	QUORUM("expected_votes", U32), QUORUM("votes", U32), QUORUM("last_man_standing_window", U32), QUORUM("leaving_timeout", U32),
	QUORUM("two_node", U8), QUORUM("expected_votes_tracking", U8), QUORUM("allow_downscale", U8), QUORUM("wait_for_all", U8),
	QUORUM("auto_tie_breaker", U8), QUORUM("last_man_standing", U8),
	DEVICE("timeout", U32), DEVICE("sync_timeout", U32), DEVICE("votes", U32), DEVICE("master_wins", U8),
	{ CONF_NODE, "nodelist.node.nodeid", CMH_U32 },
	{ CONF_NODE, "nodelist.node.quorum_votes", CMH_U32 },
	{ CONF_RESOURCES, "watchdog_timeout", CMH_U32 },
	{ CONF_MONITOR, "poll_period", CMH_U64 },
};

enum cmh_type
conf_option_type(enum conf_section section, const char *path, const char *name)
{
	const char *wanted = section == CONF_RESOURCES || section == CONF_MONITOR ? name : path;

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i].section == section && strcmp(options[i].name, wanted) == 0)
			return options[i].type;
	return CMH_STR;
}

const struct conf_link_option conf_link_options[CONF_LINK_OPTIONS] = {
	{ "bindnetaddr", CMH_STR }, { "mcastaddr", CMH_STR }, { "broadcast", CMH_STR }, { "mcastport", CMH_U16 }, { "ttl", CMH_U8 },
	{ "knet_link_priority", CMH_U8 }, { "knet_ping_interval", CMH_U32 }, { "knet_ping_timeout", CMH_U32 },
	{ "knet_ping_precision", CMH_U32 }, { "knet_pong_count", CMH_U32 }, { "knet_transport", CMH_STR },
};

size_t
conf_link_option_find(const char *path)
{
	static const char link[] = "totem.interface.";
	size_t i = strncmp(path, link, sizeof(link) - 1) == 0 ? 0 : CONF_LINK_OPTIONS;

	while (i < CONF_LINK_OPTIONS && strcmp(path + sizeof(link) - 1, conf_link_options[i].name) != 0)
		i++;
	return i;
}

bool
conf_integer_read(enum cmh_type type, const char *text, struct cmh_value *out)
{
	const struct value_type *info = value_type(type);
	struct cmh_value value = { .type = type };
	char *end;

	errno = 0;
	if (type == CMH_U64)
		value.u = strtoull(text, &end, 10);
	else
		value.i = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0')
		return false;
	if (info->kind == VALUE_SIGNED && (value.i > value_signed_max(info) || value.i < -value_signed_max(info) - 1))
		return false;
	if (info->kind == VALUE_UNSIGNED && type != CMH_U64 && (value.i < 0 || (uint64_t)value.i > value_unsigned_max(info)))
		return false;
	*out = value;
	return true;
}
