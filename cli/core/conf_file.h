/* SPDX-License-Identifier: BSD-3-Clause */
/* The corosync.conf of the corosync that a map is connected to. */
#ifndef CORE_CONF_FILE_H
#define CORE_CONF_FILE_H

#include "core/app.h"

/*
 * Opens the file that the corosync of a live map reads at its start and at a reload, as a
 * saved map; of a map of a report, the file that the report has of its node. The caller
 * closes it. NULL: the map is another saved one, its corosync has another root of files or
 * cannot be looked at, or the file cannot be read.
 */
struct cmh_handle *conf_file_open(struct app *app, struct cmh_handle *map);

/* Opens the file at its usual place in the same way, for when no corosync runs. */
struct cmh_handle *conf_file_open_usual(struct app *app);

#endif
