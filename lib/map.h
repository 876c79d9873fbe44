/* SPDX-License-Identifier: BSD-3-Clause */
/* The maps of corosync, and sets of them. */
#ifndef CMH_MAP_H
#define CMH_MAP_H

#include "cmh.h"

#define N_MAPS (CMH_STATS + 1)

#define FOR_EACH_MAP(map) for (enum cmh_map map = CMH_ICMAP; map < N_MAPS; map++)

/* Bits: the maps that a handle or a file holds. */
enum map_set {
	MAPS_NONE = 0,
	MAPS_ICMAP = 1 << CMH_ICMAP,
	MAPS_STATS = 1 << CMH_STATS,
	MAPS_LIVE = MAPS_ICMAP | MAPS_STATS, /* both, as one tree */
};

static inline bool
map_set_has(enum map_set set, enum cmh_map map)
{
	return (set & 1u << map) != 0;
}

/* "icmap", "stats" or "live"; NULL for another set. Static. */
const char *map_set_name(enum map_set set);

/* The set of that name; MAPS_NONE: no set has it. */
enum map_set map_set_by_name(const char *name);

#endif
