/* SPDX-License-Identifier: BSD-3-Clause */
#include "session/path.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

bool
path_init(struct path *path)
{
	*path = (struct path){ .here = str_copy(""), .before = str_copy("") };
	if (path->here != NULL && path->before != NULL)
		return true;
	path_clear(path);
	return false;
}

void
path_go(struct path *path, char *where)
{
	free(path->before);
	path->before = path->here;
	path->here = where;
}

void
path_clear(struct path *path)
{
	free(path->here);
	free(path->before);
	*path = (struct path){ .here = NULL };
}
