/* SPDX-License-Identifier: BSD-3-Clause */
/* tree: draws keys as a tree, with their values. */
#include <string.h>

#include "commands/tree_nodes.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "output/entry.h"
#include "output/output.h"
#include "output/style.h"

enum { MAX_DEPTH = CMH_NAME_MAX };

static const struct opt opts[] = {
	{ 'd', "depth", "N", "draw at most N levels" },
	{ 0 },
};

/* Draws the lines to the left of a name. `open` says at which depths siblings follow. */
static void
draw_lines(struct output *out, const bool *open, unsigned depth)
{
	bool utf8 = charset_is_utf8(out->charset);
	const char *bar = utf8 ? "│   " : "|   ";
	const char *branch = utf8 ? "├── " : "|-- ", *last = utf8 ? "└── " : "`-- ";

	output_print(out, "%s", output_style(out, STYLE_DIM));
	for (unsigned d = 0; d < depth; d++)
		output_print(out, "%s", open[d] ? bar : "    ");
	output_print(out, "%s%s", open[depth] ? branch : last, output_style(out, STYLE_PLAIN));
}

static void
print_branch(struct output *out, const char *name)
{
	output_styled(out, STYLE_BRANCH, name);
	output_print(out, "\n");
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
		print_branch(&app->render, node->name);
}

static enum exit_code
draw(struct app *app, struct tree *nodes, const struct tree_wish *wish)
{
	bool open[MAX_DEPTH + 1] = { false };
	struct tally tally = { 0 };

	if (nodes->n > 1 || nodes->v[0].key == NULL || strcmp(nodes->v[0].key, wish->path) != 0)
		print_branch(&app->render, wish->path[0] != '\0' ? wish->path : ".");
	for (size_t i = 0; i < nodes->n; i++)
		draw_node(app, &nodes->v[i], open, &tally, wish->depth);
	return tally_exit(&tally);
}

static enum exit_code
run_tree(struct app *app, const struct args *args)
{
	struct tree_wish wish = { .path = args->n > 0 ? args->word[0] : app->here, .depth = MAX_DEPTH, .values = true };
	struct cmh_value depth = CMH_VALUE_INIT;
	const char *given = args_opt(args, "depth");
	struct tree nodes = TREE_INIT;
	enum exit_code code;

	if (given != NULL && (cmh_value_parse(CMH_U8, given, &depth, NULL) != CMH_OK || depth.u == 0))
		return app_fail(app, EXIT_USAGE, NULL, "\"%s\" is not a depth from 1 to %d", given, MAX_DEPTH);
	if (given != NULL)
		wish.depth = (unsigned)depth.u;
	code = tree_read(app, &nodes, &wish);
	if (code == EXIT_DONE)
		code = draw(app, &nodes, &wish);
	tree_clear(&nodes);
	return code;
}

const struct cmd cmd_tree = {
	.name = "tree",
	.group = GROUP_BROWSE,
	.usage = "[PATH]",
	.kinds = "p",
	.summary = "draw the keys below a path as a tree, with their values",
	.examples = { "tree nodelist", "tree -d 2" },
	.see = "ls, dump",
	.exits = { { EXIT_NO, "no key at or below the path" }, { EXIT_PARTIAL, "a value cannot be read; " CMD_SOME_NODES } },
	.opts = opts,
	.max = 1,
	.flags = CMD_MAP | CMD_NODES | CMD_NAMED,
	.prints = PRINTS_TEXT,
	.run = run_tree,
};
