/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/cmd.h"

#include <string.h>

static const char *const titles[N_GROUPS] = {
	[GROUP_BROWSE] = "Browse",
	[GROUP_UNDERSTAND] = "Understand",
	[GROUP_CHANGE] = "Change",
	[GROUP_TIME] = "Time",
	[GROUP_KEEP] = "Keep and compare",
	[GROUP_HANDLES] = "Handles",
	[GROUP_SHELL] = "Shell",
};

const struct cmd *
cmd_by_beginning(const struct cmd *const *commands, const char *name)
{
	const struct cmd *found = cmd_by_name(commands, name);
	unsigned n = 0;

	if (found != NULL || name[0] == '\0')
		return found;
	for (const struct cmd *const *c = commands; *c != NULL; c++)
		if (strncmp((*c)->name, name, strlen(name)) == 0) {
			found = *c;
			n++;
		}
	return n == 1 ? found : NULL;
}

const char *
cmd_group_title(enum cmd_group group)
{
	return titles[group];
}

const struct cmd *
cmd_by_name(const struct cmd *const *commands, const char *name)
{
	for (const struct cmd *const *c = commands; *c != NULL; c++)
		if (strcmp((*c)->name, name) == 0 || ((*c)->alias != NULL && strcmp((*c)->alias, name) == 0))
			return *c;
	return NULL;
}
