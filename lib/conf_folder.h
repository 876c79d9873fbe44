/* SPDX-License-Identifier: BSD-3-Clause */
/* The other files that corosync reads with a corosync.conf: those of the folder uidgid.d beside it. */
#ifndef CMH_CONF_FOLDER_H
#define CMH_CONF_FOLDER_H

#include <stdbool.h>
#include <stdio.h>

#define CONF_FOLDER "uidgid.d"

/* Reads a file of the folder; `name` is "uidgid.d/NAME". False ends it. */
typedef bool conf_folder_fn(void *arg, const char *name, FILE *in);

/*
 * Has `read` read each regular file of the folder that is beside the corosync.conf
 * `file`, in no particular order, as corosync does. False: `read` said so, or out of
 * memory. A folder or a file that cannot be opened, or is too large, is left out.
 */
bool conf_folder_read(const char *file, conf_folder_fn *read, void *arg);

#endif
