/* SPDX-License-Identifier: BSD-3-Clause */
/* Names as they are typed: those from the top that are typed below a branch, and those that no key matches. */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include "core/app.h"

/*
 * Whether a name that was typed below app->here is one from the top: below the branch no key has it,
 * from the top one does. Of a key, `exact` is true: only that key counts, else also a branch. False
 * if corosync cannot be asked: see `err`, which the caller clears.
 */
bool name_is_from_top(struct app *app, const char *typed, bool exact, struct cmh_error *err);

/* Makes the names among the arguments absolute that are from the top. Prints an error if the user or the timeout ended that. */
enum exit_code names_settle(struct app *app, struct args *args);

/* Prints a note that no key matches a path or pattern yet, with a better hint (NULL: none), or the nearest that does. */
void name_warn_unmatched(struct app *app, const char *path, const char *better);

#endif
