/* SPDX-License-Identifier: BSD-3-Clause */
/* Paths over names, as the library's other files need them. The rest of name.c is in cmh.h. */
#ifndef CMH_NAME_H
#define CMH_NAME_H

#include "cmh.h"

/*
 * The raw prefix to ask corosync for, for a path: "a." for "a", "a" for "a*", and
 * "a.b" for "a.b*.c".
 * corosync may find more than the path covers, see cmh_path_covers(), and never
 * the key "a" itself for "a.". Owned by the caller; NULL: out of memory.
 */
char *path_prefix(const char *path);

/* Whether the path covers keys that a request to corosync can name: libcmap leaks the connection for longer ones. */
bool path_is_possible(const char *path);

#endif
