/* SPDX-License-Identifier: BSD-3-Clause */
/* The areas of the stats map whose counters can be reset: corosync does it when a key stats.clear.AREA is set. */
#ifndef CHANGE_CLEAR_AREA_H
#define CHANGE_CLEAR_AREA_H

struct clear_area {
	const char *name;
	const char *risk; /* the consequence, see plan.risk */
};

/* The areas. The end has no name. Static. */
extern const struct clear_area clear_areas[];

/* Returns the area of that name; NULL: none has it. */
const struct clear_area *clear_area_by_name(const char *name);

#endif
