/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of corosync 2, and prefixes that people mistake for others. */
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

/* The name of a key with one path in place of another; NULL: no path covers it, or out of memory. */
static char *
rename_key(const char *key, const char *(*from)(const struct renamed *), const char *(*to)(const struct renamed *))
{
	const struct renamed *best = NULL;

	for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++) {
		const char *path = from(&renamed[i]);

		if (path != NULL && cmh_path_covers(path, key) && (best == NULL || strlen(path) > strlen(from(best))))
			best = &renamed[i];
	}
	return best != NULL ? str_format("%s%s", to(best), key + strlen(from(best))) : NULL;
}

static const char *
old_of(const struct renamed *row)
{
	return row->old;
}

static const char *
now_of(const struct renamed *row)
{
	return row->now;
}

static const char *
now_if_real(const struct renamed *row)
{
	return row->real ? row->now : NULL;
}

char *
key_renamed(const char *key)
{
	return rename_key(key, old_of, now_of);
}

char *
key_former(const char *key)
{
	return rename_key(key, now_if_real, old_of);
}
