/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of corosync 2, prefixes that people mistake for others, and what no map has. */
#include <string.h>

#include "know/key.h"
#include "str.h"

/* Paths; the longest one that covers a key counts. */
static const struct renamed {
	const char *old, *now;
	bool real; /* corosync 2 had the old name; else it is a mistake */
} renamed[] = {
	{ "runtime.totem.pg.mrp.srp.members", "runtime.members", true },
	{ "runtime.totem.pg.mrp.srp", "stats.srp", true },
	{ "runtime.totem.pg", "stats.pg", true },
	{ "runtime.totem.members", "runtime.members", false },
	{ "runtime.totem", "runtime.config.totem", false },
	{ "runtime.connections.active", "stats.ipcs.global.active", true },
	{ "runtime.connections.closed", "stats.ipcs.global.closed", true },
	{ "runtime.connections", "stats.ipcs", false },
	{ "votequorum", "quorum", false },
	{ "qb.ipc_type", "system.qb_ipc_type", false },
	{ "knet", "stats.knet", false },
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

	for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
		if (strcmp(last, absent[i].last) == 0)
			return absent[i].hint;
	return NULL;
}

/* The row whose path covers a key; NULL: no row. `former`: of the present names, those that corosync 2 had differently. */
static const struct renamed *
find_row(const char *key, bool former)
{
	const struct renamed *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++) {
		const char *path = former ? renamed[i].now : renamed[i].old;

		if ((!former || renamed[i].real) && cmh_path_covers(path, key) && strlen(path) > longest) {
			best = &renamed[i];
			longest = strlen(path);
		}
	}
	return best;
}

char *
key_renamed(const char *key, size_t *least)
{
	const struct renamed *row = find_row(key, false);

	*least = row != NULL ? strlen(row->now) : 0;
	return row != NULL ? str_format("%s%s", row->now, key + strlen(row->old)) : NULL;
}

char *
key_successor(const char *key)
{
	const struct renamed *row = find_row(key, false);

	return row != NULL && row->real ? str_format("%s%s", row->now, key + strlen(row->old)) : NULL;
}

char *
key_former(const char *key)
{
	const struct renamed *row = find_row(key, true);

	return row != NULL ? str_format("%s%s", row->old, key + strlen(row->now)) : NULL;
}
