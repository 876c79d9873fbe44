/* SPDX-License-Identifier: BSD-3-Clause */
/* The other files that corosync reads with a corosync.conf: those of the folder uidgid.d beside it. */
#ifndef CMH_CONF_FOLDER_H
#define CMH_CONF_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define CONF_FOLDER "uidgid.d"

/* Reads a file of the folder; `name` is "uidgid.d/NAME". False ends it. */
typedef bool conf_folder_fn(void *arg, const char *name, FILE *in);

/* What could not be read, and why: "uidgid.d/admins: Permission denied". */
struct unread {
	char **v;
	size_t n, capacity;
};

/*
 * Has `read` read each regular file of the folder that is beside the corosync.conf
 * `file`, in no particular order, as corosync does. A folder or a file that cannot be
 * opened, or a file of more than 1 MiB, is added to `unread`. False: `read` said so,
 * or out of memory.
 */
bool conf_folder_read(const char *file, conf_folder_fn *read, void *arg, struct unread *unread);

void unread_clear(struct unread *unread);

#endif
