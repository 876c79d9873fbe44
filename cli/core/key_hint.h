/* SPDX-License-Identifier: BSD-3-Clause */
/* Hints for keys and paths that do not exist. */
#ifndef CORE_KEY_HINT_H
#define CORE_KEY_HINT_H

#include "core/app.h"

/*
 * Returns a hint for a key or a path that does not exist in the command's map:
 * it is in the other map, it is a branch, it was renamed, or a similar name
 * exists. Lists names, and keeps them in app->call for the next key. The caller
 * frees the hint. NULL: nothing helps, or out of memory.
 */
char *key_hint(struct app *app, const char *key);

/* Releases the names that were kept. */
void key_hint_clear(struct app *app);

#endif
