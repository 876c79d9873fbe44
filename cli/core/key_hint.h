/* SPDX-License-Identifier: BSD-3-Clause */
/* Hints for keys and paths that do not exist. */
#ifndef CORE_KEY_HINT_H
#define CORE_KEY_HINT_H

#include "core/app.h"

/*
 * Returns a hint for a key, a path or a pattern that no key of the command's map
 * matches: it is in the other map, it is a branch, no map has it, a reload that
 * failed may have deleted it, it was renamed, or a similar name exists, in the
 * branch of the prompt or else from the top. `branch` is the command for a branch
 * (NULL: "dump"). Suggests only what exists. Lists names, and keeps them in
 * app->call for the next key. The caller frees the hint. NULL: nothing helps, or
 * out of memory.
 */
char *key_hint(struct app *app, const char *key, const char *branch);

/* Does the same for another open map. */
char *key_hint_of(struct app *app, struct cmh_handle *map, const char *key, const char *branch);

/* Returns a hint with the one of some names that is nearest. The caller frees it. NULL: none is near, or out of memory. */
char *key_hint_among(struct app *app, const struct cmh_entries *names, const char *key);

/* Does the same for a word that is part of no name. */
char *key_hint_component(struct app *app, const char *word);

/* Releases the names that were kept. */
void key_hint_clear(struct app *app);

#endif
