/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of commands. How to add one: see cmd.h. */
#include "cmd.h"

#include <string.h>

const struct cmd *const cmds[] = {
	/* browse */
	&cmd_ls, &cmd_dump, &cmd_tree, &cmd_find, &cmd_get,
	/* understand */
	&cmd_explain,
	/* change */
	&cmd_set, &cmd_inc, &cmd_dec, &cmd_delete, &cmd_clear,
	/* shell */
	&cmd_help,
	NULL,
};

static const char *const titles[N_GROUPS] = {
	[GROUP_BROWSE] = "Browse",
	[GROUP_UNDERSTAND] = "Understand",
	[GROUP_CHANGE] = "Change",
	[GROUP_SHELL] = "Shell",
};

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

void
cmd_print_usage(const struct cmd *cmd, FILE *out)
{
	fprintf(out, "cmapsh %s%s%s%s", cmd->name, cmd->opts != NULL ? " [OPTION]..." : "",
		cmd->usage[0] != '\0' ? " " : "", cmd->usage);
}
