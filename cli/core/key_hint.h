/* SPDX-License-Identifier: BSD-3-Clause */
/* The names of keys: what is near a wrong one. */
#ifndef CORE_KEY_HINT_H
#define CORE_KEY_HINT_H

#include "core/app.h"

/*
 * A hint for a key that does not exist: it is a branch, it was renamed, another
 * one is near. Lists names in the running command's map. Owned by the caller;
 * NULL: nothing to say.
 */
char *keys_suggest(struct app *app, const char *key);

#endif
