/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * corosync-cmapctl changes keys. Nobody is asked, but what ends corosync is refused,
 * as by every other command.
 */
#ifndef CMAPCTL_CHANGE_H
#define CMAPCTL_CHANGE_H

#include "cmapctl/request.h"

/* -s: sets a key. */
enum exit_code change_set(struct app *app, const struct request *request);

/* -d: deletes keys, up to the first that cannot be deleted. */
enum exit_code change_delete(struct app *app, const struct request *request);

/* -D: deletes the keys that begin with an argument. A key that corosync refuses to delete does not count as a failure. */
enum exit_code change_delete_prefixes(struct app *app, const struct request *request);

/* -C: clears an area of the statistics. */
enum exit_code change_clear_area(struct app *app, const struct request *request);

/* -p: makes the changes in a file, if all its lines can be read. */
enum exit_code change_load(struct app *app, const struct request *request);

#endif
