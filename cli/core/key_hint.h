/* SPDX-License-Identifier: BSD-3-Clause */
/* What may have been meant by the name of a key that does not exist. */
#ifndef CORE_KEY_HINT_H
#define CORE_KEY_HINT_H

#include "cmh.h"

/*
 * Returns a hint for a key that does not exist: it is a branch, it was renamed,
 * another one is near. Lists names in the map. The caller frees it; NULL: there
 * is nothing to say.
 */
char *key_hint(struct cmh_handle *map, const char *key);

#endif
