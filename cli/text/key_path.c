/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/key_path.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

/* Removes the last component of a path. */
static void
go_up(char *path)
{
	char *dot = strrchr(path, '.');

	*(dot != NULL ? dot : path) = '\0';
}

char *
key_path_resolve(const char *here, const char *name)
{
	const char *base = name[0] == '/' ? "" : here;
	char *path = str_noted(malloc(strlen(base) + strlen(name) + 2));

	if (path == NULL)
		return NULL;
	strcpy(path, base);
	name += name[0] == '/';
	if (strcmp(name, ".") == 0)
		name++;
	/* ".." goes up only before a slash or the end: a name may begin with dots, such as "..x" and "...x". */
	while (name[0] == '.' && name[1] == '.' && (name[2] == '\0' || name[2] == '/')) {
		go_up(path);
		name += name[2] == '/' ? 3 : 2;
	}
	if (path[0] != '\0' && name[0] != '\0')
		strcat(path, ".");
	return strcat(path, name);
}

size_t
key_path_start(const char *name)
{
	size_t len = name[0] == '/';

	while (strncmp(name + len, "../", 3) == 0)
		len += 3;
	return len;
}

void
key_path_trim(char *name)
{
	size_t len = strlen(name);

	while (len > 0 && name[len - 1] == '.')
		name[--len] = '\0';
}
