/* SPDX-License-Identifier: BSD-3-Clause */
/* cmapctl: does what corosync-cmapctl does. */
#include "cmapctl/cmapctl.h"
#include "core/cmd.h"

static enum exit_code
run_cmapctl(struct app *app, const struct args *args)
{
	return cmapctl_run(app, args->n, args->given);
}

const struct cmd cmd_cmapctl = {
	.name = "cmapctl",
	.group = GROUP_SHELL,
	.usage = "[ARG]...",
	.kinds = "p",
	.summary = "do what corosync-cmapctl does with these arguments",
	.about = "For scripts that were written for corosync-cmapctl: options, output and exit statuses are the same, and its faults "
		 "are not. cmapsh does the same when it is started under the name corosync-cmapctl. Options of cmapsh come before "
		 "the command. corosync has 60 seconds to answer; the environment variable CMAPSH_CMAPCTL_TIMEOUT sets another "
		 "number, 0 for no limit.",
	.examples = { "cmapctl -g totem.token", "cmapctl -m stats stats.srp" },
	.see = "get dump set watch",
	.exits = { { EXIT_NO, "any error, or no key begins with the arguments" } },
	.min = 0,
	.max = -1,
	.flags = CMD_FOREIGN,
	.prints = DATA_LINES,
	.run = run_cmapctl,
};
