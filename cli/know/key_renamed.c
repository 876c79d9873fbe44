/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of corosync 2, and prefixes that people mistake for others. */
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

char *
key_renamed(const char *key)
{
	size_t best = 0, longest = 0;

	for (size_t i = 0; i < sizeof(renamed) / sizeof(renamed[0]); i++) {
		size_t len = strlen(renamed[i].old);

		if (len > longest && cmh_path_covers(renamed[i].old, key)) {
			best = i;
			longest = len;
		}
	}
	return longest > 0 ? str_format("%s%s", renamed[best].now, key + longest) : NULL;
}
