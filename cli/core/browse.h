/* SPDX-License-Identifier: BSD-3-Clause */
/* What the browsing commands have in common. */
#ifndef CORE_BROWSE_H
#define CORE_BROWSE_H

#include "core/app.h"

/* Reads one list below a path: cmh_list() or cmh_read_all(). */
typedef enum cmh_status browse_fn(struct cmh_handle *, const char *, struct cmh_entries *, struct cmh_error *);

/*
 * Reads what is below all paths (the branch app->here if there is none), in order. A path that
 * covers no key is reported and tallied as EXIT_NO. An error of the whole is
 * reported and returned.
 */
enum exit_code browse(struct app *app, browse_fn *read, int n, char **paths, struct cmh_entries *out,
		      struct tally *tally);

/*
 * Appends what one of the paths covers and none before it does; of a path that another one covers, nothing.
 * *found: it covers a key, or another path covers it.
 */
enum cmh_status browse_read(struct cmh_handle *map, browse_fn *read, char **paths, int n, int i, struct cmh_entries *out,
			    bool *found, struct cmh_error *err);

/* Prints one entry of a walk: its value under `name`, or on standard error why it could not be read. */
enum exit_code browse_show(struct app *app, const char *name, struct cmh_entry *entry);

#endif
