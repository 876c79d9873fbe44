/* SPDX-License-Identifier: BSD-3-Clause */
/* The nodes of a report, in place of those of a cluster, for -N. */
#ifndef CORE_NODE_REPORT_H
#define CORE_NODE_REPORT_H

#include "core/node_maps.h"

/*
 * The file whose nodes -N and @NODE mean: with -N that of -m, else the report that the map in
 * use is of. NULL: they mean nodes of the cluster. Valid as long as the map and the command.
 */
const char *node_report_file(const struct app *app);

/* Opens the maps of the nodes of a list, as node_maps_read() does. */
enum cmh_status node_report_read(struct app *app, const char *file, const char *list, struct node_maps *out, struct cmh_error *err);

#endif
