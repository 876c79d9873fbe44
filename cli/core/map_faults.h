/* SPDX-License-Identifier: BSD-3-Clause */
/* What corosync refuses in a corosync.conf that was opened as a map. */
#ifndef CORE_MAP_FAULTS_H
#define CORE_MAP_FAULTS_H

#include "core/app.h"

/* Prints a note about each thing that corosync refuses. Of another map, prints nothing. */
void map_faults_note(struct app *app, struct cmh_handle *map);

#endif
