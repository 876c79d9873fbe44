/* SPDX-License-Identifier: BSD-3-Clause */
/* Keys and errors in the words of corosync-cmapctl. */
#ifndef CMAPCTL_PRINT_H
#define CMAPCTL_PRINT_H

#include "cmapctl/request.h"

/* What fails. */
enum failed {
	FAILED_CONNECT,
	FAILED_LIST,
	FAILED_GET,
	FAILED_VALUE,
	FAILED_SET,
	FAILED_NEW_VALUE,
	FAILED_DELETE,
	FAILED_TRACK,
	FAILED_DISPATCH
};

/*
 * Prints a key with its value as the request asks for it, after `event`, which may be
 * empty: "create> ". A str that could be taken for several lines, or that is not UTF-8,
 * is cmh_quote()d; on a terminal also one with other control characters.
 */
void print_key(struct app *app, const struct request *request, const char *event, const char *key, const struct cmh_value *value);

/* Whether corosync refuses every change, also of a key that does not exist: in the stats map. */
bool print_refuses_changes(const struct app *app);

/* Prints that memory is short. Returns false. */
bool print_no_memory(struct app *app);

/* Has the errors of this call printed like those of corosync-cmapctl, with a hint. `what` fails from now on. */
void print_errors_of(struct app *app, enum failed what);

#endif
