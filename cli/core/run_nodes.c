/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/run_nodes.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "core/cmd.h"
#include "core/maps.h"
#include "core/names.h"
#include "core/node_maps.h"
#include "core/node_report.h"
#include "nodes/node_list.h"
#include "output/format.h"
#include "str.h"

/* ---- text ------------------------------------------------------------------- */

/* Prints a text with something before each of its lines. */
static void
print_lines(FILE *out, const char *before, const char *between, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		fprintf(out, "%s%s%.*s\n", before, between, (int)len, text);
		text += len + (text[len] == '\n');
	}
}

/* Prints the text of each node, with the name of the node before each line. */
static void
print_apart(FILE *out, const struct node_maps *maps, char *const *texts)
{
	for (size_t i = 0; i < maps->n; i++)
		if (texts[i] != NULL)
			print_lines(out, maps->v[i].name, ": ", texts[i]);
}

/* Prints a text once, below the names of all nodes that have it; `first` is the first of them. False: out of memory. */
static bool
print_group(FILE *out, const struct node_maps *maps, char **texts, size_t first)
{
	char *names[maps->n], *list;
	size_t n = 0;

	for (size_t i = first; i < maps->n; i++)
		if (texts[i] != NULL && strcmp(texts[i], texts[first]) == 0)
			names[n++] = maps->v[i].name;
	list = node_list_text(names, n);
	if (list != NULL)
		fprintf(out, "%s (%zu)\n", list, n);
	print_lines(out, "  ", "", texts[first]);
	free(list);
	return list != NULL;
}

/* Prints equal texts once. False: out of memory. */
static bool
print_folded(FILE *out, const struct node_maps *maps, char **texts)
{
	bool good = true;

	for (size_t i = 0; i < maps->n && good; i++) {
		bool again = texts[i] == NULL || texts[i][0] == '\0';

		for (size_t k = 0; k < i && !again; k++)
			again = texts[k] != NULL && strcmp(texts[k], texts[i]) == 0;
		if (!again)
			good = print_group(out, maps, texts, i);
	}
	return good;
}

/* ---- running ------------------------------------------------------------------ */

/* Runs the command on the map of a node. */
static enum exit_code
run_on(struct app *app, const struct args *args, const struct node_map *node)
{
	enum exit_code code;

	app->call.map = node->map;
	app->call.node = node->name;
	cmh_reading_hold(node->map, true);
	code = args->cmd->run(app, args);
	cmh_reading_hold(node->map, false);
	app->call.node = NULL;
	return code;
}

/* The same, and returns what it prints as text. The caller frees it; NULL: out of memory. */
static char *
run_for_text(struct app *app, const struct args *args, const struct node_map *node, struct tally *tally)
{
	struct output before = app->render;
	struct str_stream stream;
	enum exit_code code;

	if (!str_open(&stream))
		return NULL;
	app->render.file = stream.out;
	app->render.columns = 0;
	output_begin(&app->render, args->set.format);
	code = run_on(app, args, node);
	output_end(&app->render, code > EXIT_NO);
	before.failed |= app->render.failed;
	app->render = before;
	tally_add(tally, code);
	return str_close(&stream);
}

static enum exit_code
run_text(struct app *app, const struct args *args, struct node_maps *maps, struct tally *tally)
{
	char **texts = calloc(maps->n + 1, sizeof(*texts));
	bool good = texts != NULL;

	for (size_t i = 0; i < maps->n && good; i++)
		if (maps->v[i].map != NULL)
			good = (texts[i] = run_for_text(app, args, &maps->v[i], tally)) != NULL;
	if (good && args->set.fold)
		good = print_folded(app->render.file, maps, texts);
	else if (good)
		print_apart(app->render.file, maps, texts);
	for (size_t i = 0; texts != NULL && i < maps->n; i++)
		free(texts[i]);
	free(texts);
	return good ? EXIT_DONE : app_no_memory(app);
}

/* Runs the command on all maps; each of its records gets the node. */
static enum exit_code
run_records(struct app *app, const struct args *args, struct node_maps *maps, struct tally *tally)
{
	struct output *out = &app->render;
	bool some = false;

	output_begin(out, args->set.format);
	for (size_t i = 0; i < maps->n; i++) {
		enum exit_code code;

		if (maps->v[i].map == NULL)
			continue;
		out->node = maps->v[i].name;
		code = run_on(app, args, &maps->v[i]);
		some |= code <= EXIT_NO;
		tally_add(tally, code);
	}
	output_end(out, !some);
	out->node = NULL;
	return EXIT_DONE;
}

/* Finds the paths to ask for: those that the command names. Returns their number; 0: it needs all keys. */
static size_t
paths_of(struct app *app, const struct args *args, const char **here, const char *const **paths)
{
	*here = app->here;
	*paths = args->n > 0 ? (const char *const *)args->word : here;
	if ((args->cmd->flags & CMD_NAMED) == 0)
		return 0;
	return args->n > 0 ? (size_t)args->n : app->here[0] != '\0';
}

/* Names are relative to a branch: whether they are names from the top is asked of this node, or of the map in use if it is of a report. */
static enum exit_code
settle(struct app *app, struct args *args)
{
	struct cmh_error err = CMH_ERROR_INIT;
	enum exit_code code;
	bool opened;

	if (app->here[0] == '\0')
		return EXIT_DONE;
	app->call.map = maps_get(app, node_report_file(app) != NULL ? NULL : "live", &opened, &err);
	if (app->call.map == NULL)
		return app_fail_cmh(app, &err);
	code = names_settle(app, args);
	if (opened)
		maps_close(app, app->call.map);
	return code;
}

enum exit_code
run_nodes_prepare(struct app *app, struct args *args)
{
	const char *other = node_report_file(app);
	enum exit_code code = node_maps_check(app);

	if (code == EXIT_DONE && other != NULL)
		code = app_fail(app, EXIT_USAGE, app->call.set.map != NULL ? "leave out -m" : "run: use live",
				"-N follows only live maps of nodes, not \"%s\"", other);
	if (code == EXIT_DONE && app->call.set.fold)
		code = app_fail(app, EXIT_USAGE, "leave out --fold", "--fold works only with commands that read once");
	if (code == EXIT_DONE)
		code = settle(app, args);
	app->call.map = NULL;
	return code;
}

enum exit_code
run_on_nodes(struct app *app, struct args *args)
{
	struct node_maps maps = NODE_MAPS_INIT;
	struct tally tally = { 0 };
	const char *here, *const *paths;
	enum exit_code code = node_maps_check(app);
	size_t n;

	if (code == EXIT_DONE)
		code = settle(app, args);
	n = paths_of(app, args, &here, &paths);
	if (code == EXIT_DONE)
		code = node_maps_open(app, app->call.set.nodes, paths, n, &maps);
	if (code == EXIT_DONE)
		code = (args->set.format->needs & DATA_LINES) != 0 ? run_text(app, args, &maps, &tally)
								   : run_records(app, args, &maps, &tally);
	app->call.map = NULL;
	if (code == EXIT_DONE) {
		node_maps_fail(app, &maps, &tally);
		code = tally_exit(&tally);
	}
	node_maps_close(&maps);
	return code;
}
