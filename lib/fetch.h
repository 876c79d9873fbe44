/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading values, as the library's other files need it. The rest of fetch.c is in cmh.h. */
#ifndef CMH_FETCH_H
#define CMH_FETCH_H

#include "job.h"

/* On the connection's thread: reads the values of those job->entries that are of the job's map. */
cs_error_t fetch_run(struct job *job, cmap_handle_t cmap);

/* On the connection's thread: reads one value, owned by the caller. */
cs_error_t fetch_value(struct job *job, cmap_handle_t cmap, const char *key, struct cmh_value *out);

#endif
