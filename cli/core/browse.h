/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads and prints the keys at or below paths, for all commands that take a PATH. */
#ifndef CORE_BROWSE_H
#define CORE_BROWSE_H

#include "core/app.h"

/* Reads the keys at or below a path: cmh_list() or cmh_read_all(). */
typedef enum cmh_status browse_fn(struct cmh_handle *, const char *, struct cmh_entries *, struct cmh_error *);

/*
 * Reads the keys at or below the paths, in their order; without paths those of
 * the branch app->here. Prints an error for a path without keys, and tallies it
 * as EXIT_NO. Any other error is printed and returned.
 */
enum exit_code browse(struct app *app, browse_fn *read, int n, char **paths, struct cmh_entries *out,
		      struct tally *tally);

/*
 * The same without the errors: replaces `out` by what the paths cover, each key
 * once. A live map is that of one corosync.
 */
enum cmh_status browse_read(struct cmh_handle *map, browse_fn *read, int n, char **paths, struct cmh_entries *out,
			    struct cmh_error *err);

/* Whether a path covers one of the keys. */
bool browse_found(const struct cmh_entries *entries, const char *path);

/* Prints that a path covers no key. Names the map, unless it is both maps of corosync. Returns EXIT_NO. */
enum exit_code browse_fail_empty(struct app *app, const char *path);

/* Prints an entry under `name`, or the error if its value could not be read. */
enum exit_code browse_show(struct app *app, const char *name, struct cmh_entry *entry);

#endif
