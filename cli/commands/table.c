/* SPDX-License-Identifier: BSD-3-Clause */
#include "commands/table.h"

/* One line for each command, in the groups of enum cmd_group. */
#define EACH_COMMAND \
	COMMAND(ls) \
	COMMAND(dump) \
	COMMAND(tree) \
	COMMAND(find) \
	COMMAND(get) \
	COMMAND(cd) \
	COMMAND(pwd) \
	COMMAND(status) \
	COMMAND(explain) \
	COMMAND(effective) \
	COMMAND(set) \
	COMMAND(inc) \
	COMMAND(dec) \
	COMMAND(delete) \
	COMMAND(load) \
	COMMAND(clear) \
	COMMAND(watch) \
	COMMAND(wait) \
	COMMAND(rate) \
	COMMAND(every) \
	COMMAND(stop) \
	COMMAND(save) \
	COMMAND(diff) \
	COMMAND(open) \
	COMMAND(use) \
	COMMAND(close) \
	COMMAND(handles) \
	COMMAND(nodes) \
	COMMAND(help) \
	COMMAND(history) \
	COMMAND(alias) \
	COMMAND(source) \
	COMMAND(set_option) \
	COMMAND(cmapctl) \
	COMMAND(quit)

#define COMMAND(name) extern const struct cmd cmd_##name;
EACH_COMMAND
#undef COMMAND

#define COMMAND(name) &cmd_##name,
const struct cmd *const commands[] = { EACH_COMMAND NULL };
