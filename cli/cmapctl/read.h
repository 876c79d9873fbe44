/* SPDX-License-Identifier: BSD-3-Clause */
/* corosync-cmapctl prints keys. */
#ifndef CMAPCTL_READ_H
#define CMAPCTL_READ_H

#include "cmapctl/request.h"

/* Returns a path that covers all keys that begin with a prefix, and perhaps more. The caller frees it. NULL: out of memory. */
char *read_path(const char *prefix);

/*
 * Appends the keys that begin with a prefix, with their values if `values`, in the
 * order of corosync. False: it has printed the error.
 */
bool read_prefix(struct app *app, const char *prefix, bool values, struct cmh_entries *out);

/* Prints all keys, or those that begin with an argument. EXIT_NO: none does, or an error. */
enum exit_code read_prefixes(struct app *app, const struct request *request);

/* -g: prints keys, up to the first that does not exist. */
enum exit_code read_keys(struct app *app, const struct request *request);

#endif
