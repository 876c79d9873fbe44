/* SPDX-License-Identifier: BSD-3-Clause */
/* ls: one level of the tree. */
#include <stdlib.h>

#include "browse.h"
#include "cmd.h"
#include "nodes.h"

static const struct opt opts[] = {
	{ 'l', "long", NULL, "with types and values, and the number of keys in a branch" },
	{ 0 },
};

static enum exit_code
show_long(struct app *app, struct nodes *nodes)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct tally tally = { 0 };

	if (nodes_fetch(nodes, app->map, &err) != CMH_OK)
		return app_fail_cmh(app, &err);
	for (size_t i = 0; i < nodes->n; i++) {
		struct node *node = &nodes->v[i];

		if (node->key == NULL)
			render_branch(&app->render, node->name, node->keys);
		else if (node->entry != NULL)
			tally_add(&tally, browse_show(app, node->name, node->entry));
	}
	return tally_exit(&tally);
}

static enum exit_code
show_names(struct app *app, const struct nodes *nodes)
{
	char **names = calloc(nodes->n, sizeof(*names));
	enum exit_code code = EXIT_DONE;
	size_t n = 0;

	while (names != NULL && n < nodes->n &&
	       asprintf(&names[n], "%s%s", nodes->v[n].name, nodes->v[n].key == NULL ? "." : "") >= 0)
		n++;
	if (names != NULL && n == nodes->n)
		render_names(&app->render, names, n);
	else
		code = app_no_memory(app);
	while (n > 0)
		free(names[--n]);
	free(names);
	return code;
}

static enum exit_code
run_ls(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct nodes nodes = NODES_INIT;
	struct tally tally = { 0 };
	enum exit_code code = browse(app, cmh_list, args->n, args->word, &entries, &tally);

	if (code == EXIT_DONE && tally.failed == 0) {
		if (!nodes_build(&nodes, &entries, args->n > 0 ? args->word[0] : browse_here(app), 1))
			code = app_no_memory(app);
		else
			code = args_opt(args, "long") ? show_long(app, &nodes) : show_names(app, &nodes);
	}
	nodes_clear(&nodes);
	cmh_entries_clear(&entries);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

const struct cmd cmd_ls = {
	.name = "ls",
	.alias = "list",
	.group = GROUP_BROWSE,
	.usage = "[PATH]",
	.kinds = "p",
	.summary = "list one level of the tree",
	.about = "A name with a dot behind it is a branch. Only names are read, unless -l is given.",
	.examples = { "ls", "ls -l nodelist.node.1", "ls stats.knet" },
	.see = "tree, dump",
	.opts = opts,
	.max = 1,
	.flags = CMD_MAP,
	.run = run_ls,
};
