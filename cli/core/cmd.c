/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/cmd.h"

#include <string.h>

static const char *const titles[N_GROUPS] = {
	[GROUP_BROWSE] = "Browse",
	[GROUP_EXPLAIN] = "Explain",
	[GROUP_CHANGE] = "Change",
	[GROUP_MONITOR] = "Monitor",
	[GROUP_SAVE] = "Save and compare",
	[GROUP_MAPS] = "Open maps",
	[GROUP_SHELL] = "Shell",
};

const struct cmd *
cmd_by_beginning(const struct cmd *const *commands, const char *name)
{
	const struct cmd *found = cmd_by_name(commands, name);
	unsigned n = 0;

	if (found != NULL || name[0] == '\0')
		return found;
	for (const struct cmd *const *c = commands; *c != NULL; c++) {
		if (strncmp((*c)->name, name, strlen(name)) != 0)
			continue;
		if (found == NULL)
			found = *c;
		/* "se" is "set", not "set-option", which begins with it. */
		n += found == *c || strncmp((*c)->name, found->name, strlen(found->name)) != 0;
	}
	return n == 1 ? found : NULL;
}

enum word_kind
cmd_word_kind(const struct cmd *cmd, int n)
{
	size_t kinds = strlen(cmd->kinds), i = (size_t)n;

	return kinds == 0 ? KIND_OTHER : (enum word_kind)cmd->kinds[i < kinds ? i : kinds - 1];
}

/* The exit statuses of all commands with these flags. */
static const struct {
	unsigned flags; /* one of them is enough; 0: every command */
	struct cmd_exit exit;
} common[] = {
	{ 0, { EXIT_DONE, "success" } },
	{ 0, { EXIT_USAGE, "wrong usage; nothing was sent" } },
	{ CMD_MAP, { EXIT_UNREACHABLE, "no connection to corosync, or the connection was lost" } },
	{ CMD_WRITES, { EXIT_REFUSED, "no permission, a read-only key, or a risky change without --yes" } },
	{ CMD_MAP, { EXIT_REFUSED, "no permission" } },
	{ 0, { EXIT_ERROR, "another error of cmap or of the system" } },
	{ CMD_NODES | CMD_ALL_NODES, { EXIT_PARTIAL, CMD_SOME_NODES } },
	{ CMD_MAP, { EXIT_TIMEOUT, "corosync did not answer within the timeout" } },
	{ CMD_MAP, { EXIT_INTERRUPTED, "interrupted" } },
};

const char *
cmd_exit_text(const struct cmd *cmd, enum exit_code code)
{
	for (const struct cmd_exit *e = cmd->exits; e->when != NULL; e++)
		if (e->code == code)
			return e->when;
	if ((cmd->flags & CMD_FOREIGN) != 0 && code != EXIT_DONE)
		return NULL;
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (common[i].exit.code == code && (common[i].flags == 0 || (cmd->flags & common[i].flags) != 0))
			return common[i].exit.when;
	return NULL;
}

const char *
cmd_prefix(const struct cmd *cmd)
{
	return (cmd->flags & (CMD_SESSION | CMD_PROMPT)) != 0 ? "" : "cmapsh ";
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
