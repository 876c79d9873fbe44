/* SPDX-License-Identifier: BSD-3-Clause */
/* tree: draws keys as a tree, with their values. */
#include <string.h>

#include "commands/tree_nodes.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "output/entry.h"
#include "output/output.h"

enum { MAX_DEPTH = CMH_NAME_MAX };

static const struct opt opts[] = {
	{ 'd', "depth", "N", "draw at most N levels" },
	{ 0 },
};

/* Draws the lines to the left of a name. `open` says at which depths siblings follow. */
static void
draw_lines(struct output *out, const bool *open, unsigned depth)
{
	const char *bar = out->utf8 ? "│   " : "|   ";
	const char *branch = out->utf8 ? "├── " : "|-- ", *last = out->utf8 ? "└── " : "`-- ";

	for (unsigned d = 0; d < depth; d++)
		output_print(out, "%s", open[d] ? bar : "    ");
	output_print(out, "%s", open[depth] ? branch : last);
}

/* Draws a node and the lines to its left. open[d]: another node follows at depth d. */
static void
draw_node(struct app *app, struct tree_node *node, bool *open, struct tally *tally, unsigned depth)
{
	open[node->depth] = !node->last;
	if (node->key != NULL && node->entry == NULL)
		return; /* the key was deleted meanwhile */
	if (node->key != NULL && node->entry->error != NULL) {
		tally_add(tally, browse_show(app, node->name, node->entry));
		return;
	}
	draw_lines(&app->render, open, node->depth);
	if (node->key != NULL)
		tally_add(tally, browse_show(app, node->name, node->entry));
	else if (node->depth + 1 == depth)
		entry_print_branch(&app->render, node->name, node->keys);
	else
		output_line(&app->render, node->name);
}

static enum exit_code
draw(struct app *app, const struct cmh_entries *entries, const char *path, unsigned depth)
{
	bool open[MAX_DEPTH + 1] = { false };
	struct cmh_error err = CMH_ERROR_INIT;
	struct tree nodes = TREE_INIT;
	struct tally tally = { 0 };
	enum exit_code code = EXIT_DONE;

	if (!tree_build(&nodes, entries, path, depth))
		code = app_no_memory(app);
	else if (tree_fetch(&nodes, app->call.map, &err) != CMH_OK)
		code = app_fail_cmh(app, &err);
	else if (nodes.n > 1 || nodes.v[0].key == NULL || strcmp(nodes.v[0].key, path) != 0)
		output_line(&app->render, path[0] != '\0' ? path : ".");
	for (size_t i = 0; i < nodes.n && code == EXIT_DONE; i++)
		draw_node(app, &nodes.v[i], open, &tally, depth);
	tree_clear(&nodes);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

static enum exit_code
run_tree(struct app *app, const struct args *args)
{
	struct cmh_value depth = { .type = CMH_U16, .u = MAX_DEPTH };
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	const char *given = args_opt(args, "depth");
	enum exit_code code;

	if (given != NULL && (cmh_value_parse(CMH_U8, given, &depth, NULL) != CMH_OK || depth.u == 0))
		return app_fail(app, EXIT_USAGE, NULL, "\"%s\" is not a depth from 1 to %d", given, MAX_DEPTH);
	code = browse(app, cmh_list, args->n, args->word, &entries, &tally);
	if (code == EXIT_DONE && tally.failed == 0)
		code = draw(app, &entries, args->n > 0 ? args->word[0] : app->here, (unsigned)depth.u);
	cmh_entries_clear(&entries);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

const struct cmd cmd_tree = {
	.name = "tree",
	.group = GROUP_BROWSE,
	.usage = "[PATH]",
	.kinds = "p",
	.summary = "draw the keys below a path as a tree, with their values",
	.examples = { "tree nodelist", "tree -d 2" },
	.see = "ls, dump",
	.exits = { { EXIT_NO, "no key at or below the path" }, { EXIT_PARTIAL, "a value cannot be read" } },
	.opts = opts,
	.max = 1,
	.flags = CMD_MAP,
	.prints = PRINTS_TEXT,
	.run = run_tree,
};
