/* SPDX-License-Identifier: BSD-3-Clause */
/* Names from the top that are typed below a branch. */
#ifndef CORE_NAME_TOP_H
#define CORE_NAME_TOP_H

#include "core/app.h"

/*
 * Whether a name that was typed below app->here is one from the top: below the branch no key has it,
 * from the top one does. Of a key, `exact` is true: only that key counts, else also a branch. False
 * if corosync cannot be asked: see `err`, which the caller clears.
 */
bool name_is_from_top(struct app *app, const char *typed, bool exact, struct cmh_error *err);

/*
 * Returns a full name as it is to be typed: with a slash if without one it would be another name, below app->here. The
 * caller frees it. NULL: out of memory.
 */
char *name_to_type(struct app *app, const char *name);

#endif
