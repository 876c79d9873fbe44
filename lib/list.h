/* SPDX-License-Identifier: BSD-3-Clause */
/* Listing names, as the library's other files need it. The rest of list.c is in cmh.h. */
#ifndef CMH_LIST_H
#define CMH_LIST_H

#include "job.h"

/* Runs on the connection's thread. Appends the names that begin with job->key, a raw prefix, to job->entries. */
cs_error_t list_run(struct job *job, cmap_handle_t cmap);

/* The same, and calls `found` after each name. False from it: memory is short. */
cs_error_t list_each(struct job *job, cmap_handle_t cmap, bool (*found)(struct job *job));

#endif
