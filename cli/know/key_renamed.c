/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of corosync 2, prefixes that people mistake for others, and what no map has. */
#include <string.h>

#include "know/key.h"
#include "str.h"

/* Paths; the longest one that covers a key counts. */
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

/* What people look for and no map has: the last component, and where it is. */
static const struct { const char *last, *hint; } absent[] = {
	{ "quorate", "no key says whether the cluster is quorate; run: corosync-quorumtool -s" },
	{ "expected_votes", "only corosync.conf makes quorum.expected_votes; for the votes expected now, run: corosync-quorumtool -s" },
	{ "total_votes", "no key has the votes that are present; run: corosync-quorumtool -s" },
};

const char *
key_absent(const char *key)
{
	const char *dot = strrchr(key, '.'), *last = dot != NULL ? dot + 1 : key;

	if (strstr(key, "quorum") == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		if (strcmp(last, absent[i].last) == 0)
			return absent[i].hint;
	return NULL;
}

char *
key_renamed(const char *key, size_t *least)
{
	size_t best = 0, longest = 0;

	for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++) {
		size_t len = strlen(renamed[i].old);

		if (len > longest && cmh_path_covers(renamed[i].old, key)) {
			best = i;
			longest = len;
		}
	}
	*least = strlen(renamed[best].now);
	return longest > 0 ? str_format("%s%s", renamed[best].now, key + longest) : NULL;
}
