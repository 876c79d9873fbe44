/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/key_own.h"

#include "key_pattern.h"
#include "know/key.h"

bool
key_is_own(const char *key)
{
	static const char *const patterns[] = {
		"nodelist.local_node_pos",
		"runtime.members.*.join_count",
		"runtime.votequorum.this_node_id",
		"stats", /* each node counts and measures for itself */
		"totem.interface.*.bindnetaddr",
		"totem.nodeid",
	};
	bool own = key_is_volatile(key);

	for (unsigned i = 0; i < sizeof(patterns) / sizeof(patterns[0]) && !own; i++)
		own = key_pattern_covers(patterns[i], key);
	return own;
}
