/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of commands. How to add one: see cmd.h. */
#include "core/cmd.h"

#include <string.h>

const struct cmd *const cmds[] = {
	/* browse */
	&cmd_ls, &cmd_dump, &cmd_tree, &cmd_find, &cmd_get, &cmd_cd, &cmd_pwd,
	/* understand */
	&cmd_explain,
	/* change */
	&cmd_set, &cmd_inc, &cmd_dec, &cmd_delete, &cmd_load, &cmd_clear,
	/* time */
	&cmd_watch, &cmd_wait, &cmd_rate, &cmd_unwatch,
	/* keep and compare */
	&cmd_save, &cmd_diff,
	/* handles */
	&cmd_open, &cmd_use, &cmd_close, &cmd_handles,
	/* shell */
	&cmd_help, &cmd_history, &cmd_source, &cmd_quit,
	NULL,
};

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
cmd_find_short(const char *name)
{
	const struct cmd *found = cmd_find_name(name);
	unsigned n = 0;

	if (found != NULL || name[0] == '\0')
		return found;
	for (const struct cmd *const *c = cmds; *c != NULL; c++)
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
cmd_find_name(const char *name)
{
	for (const struct cmd *const *c = cmds; *c != NULL; c++)
		if (strcmp((*c)->name, name) == 0 || ((*c)->alias != NULL && strcmp((*c)->alias, name) == 0))
			return *c;
	return NULL;
}
