/* SPDX-License-Identifier: BSD-3-Clause */
/* Names as people type them, relative to a branch. Pure. */
#ifndef TEXT_KEY_PATH_H
#define TEXT_KEY_PATH_H

#include <stddef.h>

/*
 * Returns the complete name for a name as it was typed: below the branch
 * `here` ("" is the top), from the top after a leading slash, one branch up for
 * each leading "..". The caller frees it; NULL: out of memory.
 */
char *key_path_resolve(const char *here, const char *name);

/* The length of the part of a typed name that only says where it begins: "/" and "../". */
size_t key_path_start(const char *name);

#endif
