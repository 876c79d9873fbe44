/* SPDX-License-Identifier: BSD-3-Clause */
/* diff with -N: one line for each key in which nodes differ, with the nodes that have each value. */
#include "commands/diff_nodes.h"

#include <stdlib.h>
#include <string.h>

#include "compare/node_line.h"
#include "core/browse.h"
#include "core/node_maps.h"
#include "core/report_map.h"
#include "know/key_own.h"
#include "output/field.h"
#include "str.h"
#include "text/key_path.h"

/* The nodes that have answered, and their keys. */
struct side_by_side {
	struct app *app;
	char **names;
	struct cmh_entries *lists;
	struct cmh_handle **maps; /* that may lack keys, see node_rows_begin() */
	size_t n;
	size_t differ, left_out, unknown, open; /* keys */
};

/* ---- printing ------------------------------------------------------------ */

/* Prints a record for each node. */
static void
print_records(struct side_by_side *all, const struct node_row *row)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct cmh_entry *entry = row->v[i];
		const struct field fields[] = {
			field_text("node", all->names[i]),
			field_text("key", row->key),
			field_text("type", entry != NULL ? cmh_type_name(entry->value.type) : NULL),
			field_value("value", row->key, entry != NULL ? &entry->value : NULL),
			entry == NULL ? field_truth("missing", true) : field_none("missing"),
		};

		if (row->same[i] != NODE_ROW_OPEN)
			output_record(&all->app->render, FIELDS(fields));
	}
}

static void
print_notes(const struct side_by_side *all)
{
	if (all->left_out > 0)
		app_note(all->app, "%zu %s by nature; --all shows %s", all->left_out,
			 all->left_out == 1 ? "key also differs" : "keys also differ", all->left_out == 1 ? "it" : "them");
	if (all->unknown > 0)
		app_note_missing(all->app, "%zu %s compared: a value cannot be read", all->unknown,
				 all->unknown == 1 ? "key is not" : "keys are not");
	if (all->open > 0)
		app_note_missing(all->app, "%zu %s compared on every node: a map lacks %s, and is not complete", all->open,
				 all->open == 1 ? "key is not" : "keys are not", all->open == 1 ? "it" : "them");
}

/* ---- comparing ----------------------------------------------------------- */

static void
compare_row(struct side_by_side *all, const struct node_row *row)
{
	bool everything = args_opt(all->app->call.args, "all") != NULL, text = output_is_text(&all->app->render);

	if (row->unknown) {
		all->unknown++;
		return;
	}
	all->open += row->open;
	if (row->groups == 1)
		return;
	if (!everything && key_is_own(row->key)) {
		all->left_out++;
		return;
	}
	all->differ++;
	if (!text)
		print_records(all, row);
	else if (!all->app->call.set.quiet)
		node_line_print(&all->app->render, row, all->names, all->n);
}

/* Whether a path covers a key of a node. */
static bool
is_on_some_node(const struct side_by_side *all, const char *path)
{
	bool found = false;

	for (size_t i = 0; i < all->n && !found; i++)
		found = browse_found(&all->lists[i], path);
	return found;
}

/* Prints that the nodes have no keys to compare, at or below `n` paths. */
static enum exit_code
fail_empty(struct app *app, char **paths, int n)
{
	const struct args *args = app->call.args;

	if (n == 1)
		return app_fail_at(app, where_word(args->n > 0 ? args->given[0] : NULL), EXIT_MISSING, NULL,
				   "nothing to compare: no key at or below \"%s\" on any node", paths[0]);
	return app_fail(app, EXIT_MISSING, NULL, "nothing to compare: no key at or below these paths on any node");
}

/* Compares the nodes that have been read, at or below `n` paths. */
static enum exit_code
compare_nodes(struct side_by_side *all, char **paths, int n)
{
	const struct node_row *row;
	struct node_rows rows;
	size_t keys = 0;
	bool good = node_rows_begin(&rows, all->lists, all->maps, all->n);

	while (good && (row = node_rows_next(&rows)) != NULL) {
		compare_row(all, row);
		keys++;
	}
	node_rows_clear(&rows);
	if (!good)
		return app_no_memory(all->app);
	if (keys == 0)
		return fail_empty(all->app, paths, n);
	for (int i = 0; i < n; i++)
		if (!is_on_some_node(all, paths[i]))
			app_warn(all->app, NULL, "no key at or below \"%s\" on any node", paths[i]);
	print_notes(all);
	return all->differ > 0 ? EXIT_NO : EXIT_DONE;
}

/* Reads the keys of a node. Prints the error. */
static enum exit_code
read_node(struct side_by_side *all, const struct node_map *node, char **paths, int n)
{
	char top[] = "", *complete[] = { top };
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code = EXIT_DONE;

	all->app->call.node = node->name;
	if (browse_read(node->map, cmh_read_all, n > 0 ? n : 1, n > 0 ? paths : complete, &all->lists[all->n], &err) == CMH_OK) {
		all->maps[all->n] = report_map_extra(node->map) != NULL ? node->map : NULL;
		all->names[all->n++] = node->name;
	} else
		code = app_fail_cmh(all->app, &err);
	all->app->call.node = NULL;
	return code;
}

/* Reads and compares the maps. */
static enum exit_code
compare_maps(struct app *app, struct node_maps *maps, char **paths, int n)
{
	struct side_by_side all = { .app = app,
				    .names = calloc(maps->n + 1, sizeof(char *)),
				    .lists = calloc(maps->n + 1, sizeof(*all.lists)),
				    .maps = calloc(maps->n + 1, sizeof(*all.maps)) };
	struct tally tally = { 0 };
	enum exit_code code = EXIT_DONE;

	if (all.names == NULL || all.lists == NULL || all.maps == NULL)
		code = app_no_memory(app);
	for (size_t i = 0; i < maps->n && code == EXIT_DONE; i++)
		if (maps->v[i].map != NULL)
			tally_add(&tally, read_node(&all, &maps->v[i], paths, n));
	if (code == EXIT_DONE && all.n > 1)
		code = compare_nodes(&all, paths, n);
	node_maps_fail(app, maps, &tally);
	if (code == EXIT_DONE && all.n < 2 && tally.failed == 0)
		code = app_fail(app, EXIT_USAGE, "name two nodes or more", "there must be two nodes to compare");
	for (size_t i = 0; all.lists != NULL && i < maps->n; i++)
		cmh_entries_clear(&all.lists[i]);
	free(all.lists);
	free(all.names);
	free(all.maps);
	return tally.failed > 0 && code <= EXIT_NO ? tally_exit(&tally) : code;
}

/* Returns the complete names of the paths; without any, that of the branch that names are relative to. NULL: out of memory. */
static char **
resolve_paths(struct app *app, const struct args *args, int *n)
{
	char **paths = calloc((size_t)args->n + 2, sizeof(*paths));
	bool good = paths != NULL;

	*n = args->n > 0 ? args->n : app->here[0] != '\0';
	for (int i = 0; i < *n && good; i++)
		good = (paths[i] = args->n > 0 ? key_path_resolve(app->here, args->given[i]) : str_copy(app->here)) != NULL;
	if (good)
		return paths;
	str_list_free(paths);
	return NULL;
}

enum exit_code
diff_nodes(struct app *app, const struct args *args)
{
	struct node_maps maps = NODE_MAPS_INIT;
	int n = 0;
	char **paths = resolve_paths(app, args, &n);
	enum exit_code code = paths != NULL ? node_maps_check(app) : app_no_memory(app);

	if (code == EXIT_DONE)
		code = node_maps_open(app, app->call.set.nodes, (const char *const *)paths, (size_t)n, &maps);
	if (code == EXIT_DONE)
		code = compare_maps(app, &maps, paths, n);
	node_maps_close(&maps);
	str_list_free(paths);
	return code;
}
