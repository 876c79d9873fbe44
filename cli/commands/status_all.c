/* SPDX-License-Identifier: BSD-3-Clause */
/* status with -N: who sees whom, contradictions, settings that differ, and the findings of each node. */
#include "commands/status_all.h"

#include <stdlib.h>
#include <string.h>

#include "core/browse.h"
#include "core/node_maps.h"
#include "core/node_report.h"
#include "core/report_map.h"
#include "know/cluster_paths.h"
#include "str.h"

/* The branches of settings, and of their values in use. */
static const char *const settings[] = { "nodelist", "quorum", "runtime.config", "totem" };
enum { N_SETTINGS = sizeof(settings) / sizeof(settings[0]) };

/* ---- reading ----------------------------------------------------------------- */

/* Returns the paths to ask for: those of a status, and the settings. The caller frees the array. NULL: out of memory. */
static const char **
paths_to_ask(size_t *n)
{
	const char *const *paths = cluster_paths(n);
	const char **all = calloc(*n + N_SETTINGS, sizeof(*all));

	if (all == NULL)
		return NULL;
	memcpy(all, paths, *n * sizeof(*all));
	memcpy(all + *n, settings, sizeof(settings));
	*n += N_SETTINGS;
	return all;
}

/* Returns the version of corosync that a report has. The caller frees it. NULL: none, or out of memory. */
static char *
version_of(const char *report)
{
	static const char before[] = "Corosync Cluster Engine, version '";
	const char *line = report != NULL ? strstr(report, before) : NULL;

	return line != NULL ? str_copy_n(line + sizeof(before) - 1, strcspn(line + sizeof(before) - 1, "'\n")) : NULL;
}

/* How much a status says of whom its node sees. */
static enum view
view_of(const struct status *status)
{
	return status->cluster.cut ? VIEW_CUT : status->cluster.has_members ? VIEW_FULL : VIEW_EMPTY;
}

/* Reads what a node sees. Prints the error. */
static enum exit_code
read_viewer(struct overview *all, const struct node_map *node, struct viewer *viewer, const char *except)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_entries *own = &all->settings[all->n_known];
	enum exit_code code = EXIT_DONE;

	viewer->status.except = except;
	viewer->status.report = node->report;
	viewer->version = version_of(node->report);
	for (size_t i = 0; i < CLUSTER_LISTS; i++)
		viewer->views[i] = &viewer->lists[i];
	all->app->call.node = node->name;
	if (status_read(&viewer->status, node->map, viewer->lists, viewer->views, &err) == CMH_OK &&
	    browse_read(node->map, cmh_read_all, N_SETTINGS, (char **)settings, own, &err) == CMH_OK) {
		viewer->view = view_of(&viewer->status);
		all->app->call.incomplete |= viewer->view != VIEW_FULL;
		all->maps[all->n_known] = report_map_extra(node->map) != NULL ? node->map : NULL;
		all->names[all->n_known++] = node->name;
	} else {
		viewer->why = str_copy(cmh_error_message(&err));
		status_clear(&viewer->status);
		cmh_entries_clear(own);
		code = app_fail_cmh(all->app, &err);
	}
	all->app->call.node = NULL;
	return code;
}

static void
count_setting(struct overview *all, const struct node_row *row)
{
	(void)row;
	all->n_settings++;
}

/* ---- everything ---------------------------------------------------------------- */

/* Notes the nodes of maps, and why some have none. */
static bool
add_viewers(struct overview *all, const struct node_maps *maps)
{
	bool good = true;

	for (; all->n < maps->n && good; all->n++) {
		const struct node_map *node = &maps->v[all->n];
		struct viewer *viewer = &all->v[all->n];

		viewer->name = node->name;
		if (node->map != NULL)
			continue;
		viewer->stopped = node->why.reason == CMH_REASON_NOT_RUNNING;
		viewer->why = str_copy(cmh_error_message(&node->why));
		good = viewer->why != NULL;
	}
	return good;
}

static bool
make_overview(struct overview *all, const struct node_maps *maps)
{
	all->report = node_report_file(all->app) != NULL;
	all->v = calloc(maps->n + 1, sizeof(*all->v));
	all->names = calloc(maps->n + 1, sizeof(*all->names));
	all->settings = calloc(maps->n + 1, sizeof(*all->settings));
	all->maps = calloc(maps->n + 1, sizeof(*all->maps));
	return all->v != NULL && all->names != NULL && all->settings != NULL && all->maps != NULL && add_viewers(all, maps);
}

static void
clear_overview(struct overview *all)
{
	for (size_t i = 0; i < all->n; i++) {
		status_clear(&all->v[i].status);
		free(all->v[i].version);
		free(all->v[i].why);
		for (size_t k = 0; k < CLUSTER_LISTS; k++)
			cmh_entries_clear(&all->v[i].lists[k]);
		cmh_entries_clear(&all->settings[i]);
	}
	free(all->v);
	free(all->others);
	free(all->rows);
	free(all->names);
	free(all->settings);
	free(all->maps);
	free(all->excepted.codes);
	free(all->unsure.codes);
	free(all->against);
}

/* Returns EXIT_NO if something is wrong, on any node or between two. */
static enum exit_code
answer(const struct overview *all)
{
	bool no = all->n_against > 0 || all->n_settings > 0 || overview_versions_differ(all);

	for (size_t i = 0; i < all->n; i++)
		no |= status_exit(&all->v[i].status) != EXIT_DONE;
	return no ? EXIT_NO : EXIT_DONE;
}

static enum exit_code
print_all(struct app *app, struct node_maps *maps, const char *except)
{
	struct overview all = { .app = app };
	struct tally tally = { 0 };
	enum exit_code code = make_overview(&all, maps) ? EXIT_DONE : app_no_memory(app);

	for (size_t i = 0; i < all.n && code == EXIT_DONE; i++)
		if (maps->v[i].map != NULL)
			tally_add(&tally, read_viewer(&all, &maps->v[i], &all.v[i], except));
	if (code == EXIT_DONE && (!overview_compare(&all) || !overview_each_setting(&all, count_setting)))
		code = app_no_memory(app);
	if (code == EXIT_DONE && (all.n_known > 0 || !output_is_text(&app->render)))
		overview_print(&all);
	if (code == EXIT_DONE)
		code = answer(&all);
	node_maps_fail(app, maps, &tally);
	clear_overview(&all);
	return tally.failed > 0 && code <= EXIT_NO ? tally_exit(&tally) : code;
}

enum exit_code
status_all(struct app *app, const struct args *args)
{
	struct node_maps maps = { .wants_reports = true };
	enum exit_code code = node_maps_check(app);
	const char **paths;
	size_t n = 0;

	if (code == EXIT_DONE && output_wants_metrics(&app->render))
		return app_fail(app, EXIT_USAGE, "use json", "status -N does not print metrics");
	paths = paths_to_ask(&n);
	if (code == EXIT_DONE && paths == NULL)
		code = app_no_memory(app);
	if (code == EXIT_DONE)
		code = node_maps_open(app, app->call.set.nodes, paths, n, &maps);
	if (code == EXIT_DONE)
		code = print_all(app, &maps, args_opt(args, "except"));
	node_maps_close(&maps);
	free(paths);
	return code;
}
