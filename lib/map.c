/* SPDX-License-Identifier: BSD-3-Clause */
#include "map.h"

#include <string.h>

static const struct {
	enum map_set set;
	const char *name;
} sets[] = {
	{ MAPS_ICMAP, "icmap" },
	{ MAPS_STATS, "stats" },
	{ MAPS_LIVE, "live" },
};
enum { N_SETS = sizeof(sets) / sizeof(sets[0]) };

const char *
map_set_name(enum map_set set)
{
	for (size_t i = 0; i < N_SETS; i++)
		if (sets[i].set == set)
			return sets[i].name;
	return NULL;
}

enum map_set
map_set_by_name(const char *name)
{
	for (size_t i = 0; i < N_SETS; i++)
		if (strcmp(sets[i].name, name) == 0)
			return sets[i].set;
	return MAPS_NONE;
}

const char *
cmh_map_name(enum cmh_map map)
{
	return map == CMH_ICMAP || map == CMH_STATS ? map_set_name(1u << map) : "?";
}
