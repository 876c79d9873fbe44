/* SPDX-License-Identifier: BSD-3-Clause */
/* The name, pattern or component nearest to one that is in no key, for the hint "did you mean". Pure. */
#ifndef TEXT_NEAR_NAME_H
#define TEXT_NEAR_NAME_H

#include "cmh.h"

/*
 * Returns what covers one of `names` and is nearest to `key`, which covers none: a name or
 * a branch; for a pattern, another pattern. It begins with the first `known` letters of
 * `key`, which are a branch with its dot, or none. The caller frees it. NULL: nothing is
 * near, or out of memory.
 */
char *near_name(const struct cmh_entries *names, const char *key, size_t known);

/* Returns the component of the names that is nearest to a word. The caller frees it. NULL: none is near, or out of memory. */
char *near_component(const struct cmh_entries *names, const char *word);

#endif
