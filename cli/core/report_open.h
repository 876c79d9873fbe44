/* SPDX-License-Identifier: BSD-3-Clause */
/* Opens what a spec names: a map of corosync, a file, or a report, "REPORT" or "REPORT@NODE". */
#ifndef CORE_REPORT_OPEN_H
#define CORE_REPORT_OPEN_H

#include "core/app.h"

enum report_option {
	REPORT_EACH = 1 << 0,    /* of a report with several nodes, open the map of each; else this is an error */
	REPORT_BRIEFLY = 1 << 1, /* give up after a short time: a person waits for Tab */
};

/*
 * Opens it as map_file_open() does; also a report. With REPORT_EACH, returns the map of the
 * first node, and the maps are called like the nodes. NULL: see `err`.
 */
struct cmh_handle *report_open(struct app *app, const char *spec, const char *name, unsigned options, struct cmh_error *err);

/* The length of the name of the report in "REPORT@NODE"; that of the spec if it has no node. */
size_t report_spec_file(const char *spec);

#endif
