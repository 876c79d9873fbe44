/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/keydoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/key_pattern.h"

#define FALSIFIES "corosync keeps this key as a report: a change alters nothing but what others read"

#define READ_ONLY(name) { .pattern = name, .read_only = true }

static const struct keydoc docs[] = {
	/* Changes that hurt */
	{ "pload.**", CMH_NONE, 0, 0, NULL, "starts a load test that brings the cluster down" },
	{ "runtime.force_gather", CMH_STR, 0, 0, NULL, "forces a membership change of the whole cluster", true },
	{ "totem.config_version", CMH_U64, 0, 0, NULL, "a node with a lower version leaves the cluster" },
	{ "resources.watchdog_timeout", CMH_U32, 2, 120, NULL, "a wrong setting of the watchdog reboots this node" },
	{ "resources.watchdog_device", CMH_STR, 0, 0, NULL, "a wrong setting of the watchdog reboots this node" },
	{ "runtime.members.*.status", CMH_STR, 0, 0, "joined left", FALSIFIES },
	{ "runtime.members.**", CMH_NONE, 0, 0, NULL, FALSIFIES },
	{ "runtime.votequorum.**", CMH_NONE, 0, 0, NULL, FALSIFIES },
	{ "config.reload_status", CMH_I32, 0, 0, NULL, FALSIFIES },
	{ "uidgid.uid.*", CMH_U8, 0, 1, "0 1", "decides who may read and change this map; pacemaker needs its own entry" },
	{ "uidgid.gid.*", CMH_U8, 0, 1, "0 1", "decides who may read and change this map; pacemaker needs its own entry" },

	/* Settings that corosync takes over without a check */
	{ "totem.token", CMH_U32, 30, UINT32_MAX },
	{ "totem.token_retransmit", CMH_U32, 30, UINT32_MAX },
	{ "totem.token_coefficient", CMH_U32, 0, UINT32_MAX },
	{ "totem.token_retransmits_before_loss_const", CMH_U32, 1, UINT32_MAX },
	{ "totem.token_warning", CMH_U32, 0, 100 },
	{ "totem.hold", CMH_U32, 14, UINT32_MAX },
	{ "totem.join", CMH_U32, 30, UINT32_MAX },
	{ "totem.send_join", CMH_U32, 0, UINT32_MAX },
	{ "totem.consensus", CMH_U32, 30, UINT32_MAX },
	{ "totem.merge", CMH_U32, 30, UINT32_MAX },
	{ "totem.downcheck", CMH_U32, 30, UINT32_MAX },
	{ "totem.max_network_delay", CMH_U32, 30, UINT32_MAX },
	{ "totem.window_size", CMH_U32, 1, UINT32_MAX },
	{ "totem.max_messages", CMH_U32, 1, UINT32_MAX },
	{ "totem.fail_recv_const", CMH_U32, 1, UINT32_MAX },
	{ "totem.seqno_unchanged_const", CMH_U32, 1, UINT32_MAX },
	{ "totem.miss_count_const", CMH_U32, 1, UINT32_MAX },
	{ "totem.knet_pmtud_interval", CMH_U32, 1, UINT32_MAX },
	{ "totem.knet_mtu", CMH_U32, 0, 65536 },
	{ "totem.block_unlisted_ips", CMH_STR, 0, 0, "yes no" },
	{ "quorum.expected_votes", CMH_U32, 1, UINT32_MAX, NULL, "changes who has quorum, in the whole cluster at once" },
	{ "quorum.votes", CMH_U32, 0, UINT32_MAX, NULL, "changes who has quorum, in the whole cluster at once" },
	{ "quorum.two_node", CMH_U8, 0, 1, "0 1", "changes who has quorum, in the whole cluster at once" },
	{ "quorum.cancel_wait_for_all", CMH_U8, 0, 1, "0 1", "gives quorum although nodes are missing: they must surely be off" },
	{ "quorum.device.votes", CMH_U32, 0, UINT32_MAX, NULL, "changes who has quorum, in the whole cluster at once" },
	{ "quorum.device.timeout", CMH_U32, 1, UINT32_MAX },
	{ "quorum.device.sync_timeout", CMH_U32, 1, UINT32_MAX },

	/* What corosync refuses to change while it runs */
	READ_ONLY("internal_configuration.**"),
	READ_ONLY("runtime.services.**"),
	READ_ONLY("runtime.config.**"),
	READ_ONLY("runtime.totem.**"),
	READ_ONLY("uidgid.config.**"),
	READ_ONLY("system.**"),
	READ_ONLY("nodelist.**"),
	READ_ONLY("totem.crypto_cipher"),
	READ_ONLY("totem.crypto_hash"),
	READ_ONLY("totem.crypto_model"),
	READ_ONLY("totem.keyfile"),
	READ_ONLY("totem.key"),
	READ_ONLY("totem.secauth"),
	READ_ONLY("totem.ip_version"),
	READ_ONLY("totem.transport"),
	READ_ONLY("totem.cluster_name"),
	READ_ONLY("totem.netmtu"),
	READ_ONLY("totem.threads"),
	READ_ONLY("totem.version"),
	READ_ONLY("totem.nodeid"),
	READ_ONLY("totem.clear_node_high_bit"),
	READ_ONLY("totem.ip_dscp"),
	READ_ONLY("config.reload_in_progress"),
	READ_ONLY("config.totemconfig_reload_in_progress"),
	READ_ONLY("quorum.allow_downscale"),
	READ_ONLY("quorum.wait_for_all"),
	READ_ONLY("quorum.last_man_standing"),
	READ_ONLY("quorum.last_man_standing_window"),
	READ_ONLY("quorum.expected_votes_tracking"),
	READ_ONLY("quorum.auto_tie_breaker"),
	READ_ONLY("quorum.auto_tie_breaker_node"),

	/* The rest: only the type */
	{ "runtime.blackbox.*", CMH_STR, 0, 0 },
	{ "logging.debug", CMH_STR, 0, 0, "on off trace" },
	{ "logging.logger_subsys.*.debug", CMH_STR, 0, 0, "on off trace" },
	{ "logging.timestamp", CMH_STR, 0, 0, "on off hires" },
	{ "logging.to_stderr", CMH_STR, 0, 0, "yes no" },
	{ "logging.to_syslog", CMH_STR, 0, 0, "yes no" },
	{ "logging.to_logfile", CMH_STR, 0, 0, "yes no" },
	{ "logging.fileline", CMH_STR, 0, 0, "on off" },
	{ "logging.**", CMH_STR, 0, 0 },
	{ "cfg.shutdown_timeout", CMH_U32, 0, 0 },
	{ "stats.knet.*.*.connected", CMH_U8, 0, 1, "0 1" },
	{ "stats.clear.*", CMH_U32, 0, 0, NULL, "the counters are evidence; corosync keeps no copy" },
};

/* Prefixes that had another name in corosync 2, or that people take for another. */
static const struct { const char *old, *now; } renamed[] = {
	{ "runtime.totem.pg.mrp.srp.members", "runtime.members" },
	{ "runtime.totem.pg.mrp.srp", "stats.srp" },
	{ "runtime.totem.pg", "stats.pg" },
	{ "runtime.totem.members", "runtime.members" },
	{ "runtime.totem", "runtime.config.totem" },
	{ "runtime.connections", "stats.ipcs" },
	{ "votequorum", "quorum" },
	{ "qb.ipc_type", "system.qb_ipc_type" },
	{ "knet", "stats.knet" },
};

const struct keydoc *
keydoc_find(const char *key)
{
	for (size_t i = 0; i < sizeof(docs) / sizeof(docs[0]); i++)
		if (key_pattern_matches(docs[i].pattern, key))
			return &docs[i];
	return NULL;
}

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp(((const struct cmh_entry *)a)->key, ((const struct cmh_entry *)b)->key);
}

bool
keydoc_names(struct cmh_entries *out)
{
	for (size_t i = 0; i < sizeof(docs) / sizeof(docs[0]); i++)
		if (!key_pattern_is(docs[i].pattern) && cmh_entries_add(out, docs[i].pattern, NULL) != CMH_OK)
			return false;
	qsort(out->v, out->n, sizeof(*out->v), by_name);
	return true;
}

/* All of the statistics move but these. */
static const char *const steady[] = {
	"stats.knet.*.*.connected",
	"stats.knet.*.*.enabled",
	"stats.knet.*.*.mtu",
	"stats.srp.firewall_enabled_or_nic_failure",
};

static const char *const restless[] = {
	"stats.**",
	"runtime.services.*.*.rx",
	"runtime.services.*.*.tx",
	"runtime.blackbox.*",
	"resources.system.*.current",
	"resources.system.*.last_updated",
	"resources.process.*.last_updated",
};

static bool
fits_any(const char *const *patterns, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (key_pattern_matches(patterns[i], key))
			return true;
	return false;
}

bool
keydoc_is_volatile(const char *key)
{
	return fits_any(restless, sizeof(restless) / sizeof(restless[0]), key) &&
	       !fits_any(steady, sizeof(steady) / sizeof(steady[0]), key);
}

char *
keydoc_renamed(const char *key)
{
	for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++)
		if (cmh_path_covers(renamed[i].old, key)) {
			char *now;
			return asprintf(&now, "%s%s", renamed[i].now, key + strlen(renamed[i].old)) < 0 ? NULL : now;
		}
	return NULL;
}
