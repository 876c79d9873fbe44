/* SPDX-License-Identifier: BSD-3-Clause */
/* dump: prints the keys at or below paths with their values. */
#include "core/browse.h"
#include "core/cmd.h"

static enum exit_code
run_dump(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	enum exit_code code = browse(app, cmh_read_all, args->n, args->word, &entries, &tally);

	for (size_t i = 0; i < entries.n && code == EXIT_DONE; i++)
		tally_add(&tally, browse_show(app, entries.v[i].key, &entries.v[i]));
	cmh_entries_clear(&entries);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

const struct cmd cmd_dump = {
	.name = "dump",
	.group = GROUP_BROWSE,
	.usage = "[PATH]...",
	.kinds = "p",
	.summary = "print every key below a path with its value",
	.about = "Without PATH, prints the complete map. A PATH consists of complete components: nodelist.node.1 does not match "
		 "nodelist.node.10. With stars, it is a pattern that covers the keys it matches and all below them: * matches a "
		 "part of one component, ** any number of components.",
	.examples = { "dump runtime.members", "dump 'stats.knet.*.*.connected'", "dump -o prom stats.knet runtime.members" },
	.see = "ls, tree, find",
	.exits = { { EXIT_NO, "no key at or below the paths" },
		   { EXIT_PARTIAL, "a path has no key, or a value cannot be read; " CMD_SOME_NODES } },
	.max = -1,
	.flags = CMD_MAP | CMD_NODES | CMD_NAMED,
	.prints = PRINTS_KEYS,
	.run = run_dump,
};
