/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/clear_area.h"

#include <stddef.h>
#include <string.h>

const struct clear_area clear_areas[] = {
	{ "knet", "resets the counters of all links, and those of totem (stats.srp), too" },
	{ "ipc", "resets the counters of all IPC connections; stats.ipcs.global.active is wrong afterwards" },
	{ "totem", "resets the counters of totem (stats.srp)" },
	{ "schedmiss", "deletes the record of late schedulings (stats.schedmiss)" },
	{ "all", "resets all counters; stats.ipcs.global.active is wrong afterwards" },
	{ NULL, NULL },
};

const struct clear_area *
clear_area_by_name(const char *name)
{
	for (const struct clear_area *area = clear_areas; area->name != NULL; area++)
		if (strcmp(area->name, name) == 0)
			return area;
	return NULL;
}
