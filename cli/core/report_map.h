/* SPDX-License-Identifier: BSD-3-Clause */
/* The map of a node of a report, and what else the report has of it. */
#ifndef CORE_REPORT_MAP_H
#define CORE_REPORT_MAP_H

#include "core/app.h"
#include "nodes/report.h"

/* What a report has of a node besides its maps. It belongs to the map. */
struct report_extra {
	char *file;               /* the report */
	bool cut;                 /* the end of the map is missing */
	char *printed;            /* what the tools of corosync have printed; NULL: nothing */
	char *conf, *conf_path;   /* its corosync.conf, and where that is in the report; NULL: none */
};

/* What belongs to a map. NULL: it is not of a report. */
const struct report_extra *report_map_extra(struct cmh_handle *map);

/*
 * Opens the maps of a node as one saved map, and prints notes about what they do not have.
 * `file`: the report; `spec`, `name`: of the map, see cmh_handle_open(). NULL: see `err`.
 */
struct cmh_handle *report_map_open(struct app *app, const struct report_node *node, const char *file, const char *spec, const char *name,
				   struct cmh_error *err);

/* The same, with the spec "REPORT@NODE". */
struct cmh_handle *report_map_open_node(struct app *app, const struct report_node *node, const char *file, const char *name,
					struct cmh_error *err);

#endif
