/* SPDX-License-Identifier: BSD-3-Clause */
/* The name, pattern or component nearest to one that is in no key, for the hint "did you mean". Pure. */
#ifndef TEXT_NEAR_NAME_H
#define TEXT_NEAR_NAME_H

#include "cmh.h"

/*
 * Returns what covers one of `names` and is nearest to `key`: a name or branch at or below
 * `path`; for a pattern, another pattern. `path` is the first part of `key` that covers a
 * name. The caller frees it. NULL: nothing is near, or out of memory.
 */
char *near_name(const struct cmh_entries *names, const char *path, const char *key);

/* Returns the component of the names that is nearest to a word. The caller frees it. NULL: none is near, or out of memory. */
char *near_component(const struct cmh_entries *names, const char *word);

#endif
