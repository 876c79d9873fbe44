/* SPDX-License-Identifier: BSD-3-Clause */
/* What is still listed of the keys that a job reads: one that is not has vanished since. */
#ifndef CMH_LISTED_H
#define CMH_LISTED_H

#include "job.h"

/* Whether a key that could not be read is still listed: CS_OK or CS_ERR_NOT_EXIST; else the error of the listing. */
cs_error_t listed_check(struct job *job, cmap_handle_t cmap, const char *key);

#endif
