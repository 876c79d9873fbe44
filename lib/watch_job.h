/* SPDX-License-Identifier: BSD-3-Clause */
/* What a watch asks corosync. */
#ifndef CMH_WATCH_JOB_H
#define CMH_WATCH_JOB_H

#include "job.h"

/*
 * Runs on the connection's thread. Tracks, once for each connection; then lists
 * the keys, or adds to the known names those that corosync never reports; then
 * reads the values, unless only names are watched.
 */
cs_error_t watch_job_run(struct job *job, cmap_handle_t cmap);

/*
 * Runs on the connection's thread. One request that costs little; then takes what
 * corosync had reported before it answered.
 */
cs_error_t watch_job_ask(struct job *job, cmap_handle_t cmap);

#endif
