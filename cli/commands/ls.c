/* SPDX-License-Identifier: BSD-3-Clause */
/* ls: lists one level of the tree. */
#include <stdlib.h>
#include <string.h>

#include "commands/tree_nodes.h"
#include "core/browse.h"
#include "core/cmd.h"
#include "key_pattern.h"
#include "output/entry.h"
#include "output/field.h"
#include "output/output.h"
#include "output/style.h"
#include "str.h"
#include "text/screen.h"

static const struct opt opts[] = {
	{ 'l', "long", NULL, "show types, values, and the number of keys in each branch" },
	{ 0 },
};

static enum exit_code
print_long(struct app *app, struct tree *nodes)
{
	struct tally tally = { 0 };

	for (size_t i = 0; i < nodes->n; i++) {
		struct tree_node *node = &nodes->v[i];

		if (node->key == NULL)
			entry_print_branch(&app->render, node->name, node->keys);
		else if (node->entry != NULL)
			tally_add(&tally, browse_show(app, node->name, node->entry));
	}
	return tally_exit(&tally);
}

/* Prints names: in columns on a terminal, else one a line. */
static void
print_list(struct output *out, char *const *names, size_t n)
{
	if (out->columns > 0)
		screen_print_columns(out->file, names, n, out->columns);
	for (size_t i = 0; i < n && out->columns == 0; i++)
		output_print(out, "%s\n", names[i]);
}

/* The name of a node; a branch has a dot. The caller frees it. NULL: out of memory. */
static char *
styled_name(const struct output *out, const struct tree_node *node)
{
	if (node->key != NULL)
		return str_copy(node->name);
	return str_format("%s%s.%s", output_style(out, STYLE_BRANCH), node->name, output_style(out, STYLE_PLAIN));
}

static enum exit_code
print_names(struct app *app, const struct tree *nodes)
{
	char **names = calloc(nodes->n + 1, sizeof(*names));
	enum exit_code code = EXIT_DONE;
	size_t n = 0;

	while (names != NULL && n < nodes->n && (names[n] = styled_name(&app->render, &nodes->v[n])) != NULL)
		n++;
	if (names != NULL && n == nodes->n)
		print_list(&app->render, names, n);
	else
		code = app_no_memory(app);
	str_list_free(names);
	return code;
}

/* Prints a node as a record, which has the type of a key even without -l. `entry` has it. */
static enum exit_code
print_record(struct app *app, const struct tree_node *node, const struct cmh_entry *entry)
{
	char *path = str_copy_n(node->first->key, node->len), *dot = path != NULL ? strrchr(path, '.') : NULL;
	const bool branch = node->key == NULL;
	const struct field fields[] = {
		field_text("name", dot != NULL ? dot + 1 : path),
		field_text("path", path),
		field_truth("branch", branch),
		branch ? field_number("keys", node->keys) : field_none("keys"),
		field_text("type", branch ? NULL : cmh_type_name(entry->value.type)),
		field_value("value", node->key, node->entry != NULL ? &entry->value : NULL),
	};

	if (path == NULL)
		return app_no_memory(app);
	output_record(&app->render, FIELDS(fields));
	free(path);
	return EXIT_DONE;
}

static enum exit_code
print_records(struct app *app, struct tree *nodes, bool values)
{
	struct tally tally = { 0 };

	app->render.around = &nodes->leaves;
	for (size_t i = 0; i < nodes->n; i++) {
		const struct tree_node *node = &nodes->v[i];

		if (node->entry != NULL && node->entry->error != NULL)
			tally_add(&tally, app_fail_cmh(app, node->entry->error));
		else if (node->entry != NULL || node->key == NULL || !values) /* otherwise the key was deleted meanwhile */
			tally_add(&tally, print_record(app, node, node->entry != NULL ? node->entry : node->first));
	}
	return tally_exit(&tally);
}

static enum exit_code
print_level(struct app *app, struct tree *nodes, bool values)
{
	if (!output_is_text(&app->render))
		return print_records(app, nodes, values);
	return values ? print_long(app, nodes) : print_names(app, nodes);
}

static enum exit_code
run_ls(struct app *app, const struct args *args)
{
	const struct tree_wish wish = {
		.path = args->n > 0 ? args->word[0] : app->here,
		.depth = 1,
		.here = args->n > 0 && key_pattern_is(args->word[0]) ? app->here : NULL,
		.values = args_opt(args, "long") != NULL,
	};
	struct tree nodes = TREE_INIT;
	enum exit_code code = tree_read(app, &nodes, &wish);

	if (code == EXIT_DONE)
		code = print_level(app, &nodes, wish.values);
	tree_clear(&nodes);
	return code;
}

const struct cmd cmd_ls = {
	.name = "ls",
	.alias = "list",
	.group = GROUP_BROWSE,
	.usage = "[PATH]",
	.kinds = "p",
	.summary = "list one level of the tree",
	.about = "A name that ends in a dot is a branch. Reads values only with -l. A PATH with stars lists what it matches, by names that "
		 "other commands take.",
	.examples = { "ls", "ls -l nodelist.node.1", "ls stats.knet" },
	.see = "tree, dump",
	.exits = { { EXIT_NO, "no key at or below the path" }, { EXIT_PARTIAL, "with -l: a value cannot be read; " CMD_SOME_NODES } },
	.opts = opts,
	.max = 1,
	.flags = CMD_MAP | CMD_NODES | CMD_NAMED,
	.prints = PRINTS_RECORDS,
	.run = run_ls,
};
