/* SPDX-License-Identifier: BSD-3-Clause */
/* Names as they were typed: those from the top below a branch, and those that no key matches. */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include "core/app.h"

/* Makes the names among the arguments absolute that are from the top. Prints an error if the user or the timeout ended that. */
enum exit_code names_settle(struct app *app, struct args *args);

/* Prints a note that no key matches a path or pattern yet, with a better hint (NULL: none), or the nearest that does. */
void name_warn_unmatched(struct app *app, const char *path, const char *better);

#endif
