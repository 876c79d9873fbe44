/* SPDX-License-Identifier: BSD-3-Clause */
/* Trackers of libcmap. All run on the connection's thread; their reports go into the connection's feed. */
#ifndef CMH_TRACKER_H
#define CMH_TRACKER_H

#include "job.h"

/* Tracks what a path covers, on the map of the job; by job->names, only keys that come and go. */
cs_error_t tracker_add(struct job *job, cmap_handle_t cmap, const char *path);

/* Forgets all reports, and that corosync was lost: the list that follows makes up for it. */
void tracker_restart(struct conn *conn);

/* Takes all that corosync has reported. False: the connection is lost. */
bool tracker_dispatch(struct conn *conn);

#endif
