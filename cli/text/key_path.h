/* SPDX-License-Identifier: BSD-3-Clause */
/* Key names as people type them, relative to a branch. Pure. */
#ifndef TEXT_KEY_PATH_H
#define TEXT_KEY_PATH_H

#include <stddef.h>

/*
 * Returns the full name for a name as it was typed: it is relative to the branch
 * `here` ("": the top), unless it begins with a slash; each leading ".." goes up one
 * branch. The caller frees it. NULL: out of memory.
 */
char *key_path_resolve(const char *here, const char *name);

/* Removes the dots at the end of a name. */
void key_path_trim(char *name);

/* Returns the length of the "/" and "../" at the beginning of a typed name. */
size_t key_path_start(const char *name);

#endif
