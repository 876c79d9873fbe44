/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading values, as the library's other files need it. The rest of fetch.c is in cmh.h. */
#ifndef CMH_FETCH_H
#define CMH_FETCH_H

#include "job.h"

/* Runs on the connection's thread. Reads the values of job->entries, of those that are of the job's map. */
cs_error_t fetch_run(struct job *job, cmap_handle_t cmap);

/* Reads the values that a helper of a reading has not read, on the handle's own connection. */
enum cmh_status fetch_again(struct cmh_handle *handle, enum cmh_map map, struct job **job, struct cmh_error *err);

/* Runs on the connection's thread. Reads one value, owned by the caller. */
cs_error_t fetch_value(struct job *job, cmap_handle_t cmap, const char *key, struct cmh_value *out);

#endif
