/* SPDX-License-Identifier: BSD-3-Clause */
/* The branch that names are relative to, and the one before it. */
#ifndef SESSION_PATH_H
#define SESSION_PATH_H

#include <stdbool.h>

struct path {
	char *here;   /* without a dot at the end; "" at the top */
	char *before; /* the previous branch, for cd - */
};

/* Begins at the top. path_clear() releases it. False: out of memory. */
bool path_init(struct path *path);

/* Goes to a branch. Takes `where`. */
void path_go(struct path *path, char *where);

void path_clear(struct path *path);

#endif
