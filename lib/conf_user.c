/* SPDX-License-Identifier: BSD-3-Clause */
#include "conf_user.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads the number of a line NAME:PASSWORD:NUMBER:…, which both files have. */
static bool
read_number(const char *line, const char *name, unsigned *out)
{
	size_t len = strlen(name);
	const char *password = strncmp(line, name, len) == 0 && line[len] == ':' ? line + len + 1 : NULL;
	const char *number = password != NULL ? strchr(password, ':') : NULL;
	char *end;
	unsigned long value;

	if (number == NULL)
		return false;
	value = strtoul(number + 1, &end, 10);
	if (end == number + 1 || *end != ':' || value > UINT_MAX)
		return false;
	*out = (unsigned)value;
	return true;
}

static bool
look_up(const char *file, const char *name, unsigned *out)
{
	FILE *in = fopen(file, "re");
	char *line = NULL;
	size_t capacity = 0;
	bool found = false;

	while (in != NULL && !found && getline(&line, &capacity, in) >= 0)
		found = read_number(line, name, out);
	if (in != NULL)
		fclose(in);
	free(line);
	return found;
}

enum conf_user
conf_user_number(const char *name, bool group, unsigned *out)
{
	char *end;
	long number = strtol(name, &end, 10);

	if (strchr(name, ':') != NULL)
		return USER_IMPOSSIBLE;
	if (*end != '\0')
		return look_up(group ? "/etc/group" : "/etc/passwd", name, out) ? USER_FOUND : USER_UNKNOWN;
	if (name[0] == '\0' || number < 0 || number >= UINT_MAX)
		return USER_IMPOSSIBLE;
	*out = (unsigned)number;
	return USER_FOUND;
}
