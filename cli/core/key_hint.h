/* SPDX-License-Identifier: BSD-3-Clause */
/* What may have been meant by the name of a key that does not exist. */
#ifndef CORE_KEY_HINT_H
#define CORE_KEY_HINT_H

#include "cmh.h"

/*
 * Returns a hint for a key, path or pattern that no key matches: it is a branch, for
 * which there is the command `branch` (NULL: "dump"); no map has such a key; it was
 * renamed; another one is near. What is suggested exists: names are listed in the map.
 * The caller frees the hint; NULL: there is nothing to say.
 */
char *key_hint(struct cmh_handle *map, const char *key, const char *branch);

#endif
