/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/map_file.h"
#include "core/report_map.h"
#include "core/report_read.h"
#include "nodes/node_list.h"
#include "str.h"
#include "text/error_text.h"

const char *
node_report_file(const struct app *app)
{
	struct cmh_handle *map = app->call.map != NULL ? app->call.map : app->current;
	const struct report_extra *extra = map != NULL ? report_map_extra(map) : NULL;

	if (app->call.set.nodes != NULL && app->call.set.map != NULL)
		return app->call.set.map;
	return extra != NULL ? extra->file : NULL;
}

/* Opens the map of a node. */
static void
open_map(struct app *app, const struct report *report, const char *file, struct node_map *out, const char *name)
{
	const struct report_node *node = report_node(report, out->name);

	app->call.node = out->name;
	if (node != NULL)
		out->map = report_map_open_node(app, node, file, name, &out->why);
	else
		report_fail_node(report, file, out->name, &out->why);
	app->call.node = NULL;
	out->opened = out->map != NULL;
	out->report = node != NULL ? report_printed(node) : NULL;
}

/* Sets the names of the nodes that a list chooses. */
static enum cmh_status
choose(const struct report *report, const char *list, struct node_list *out, struct cmh_error *err)
{
	bool good = true;

	if (strcmp(list, "all") != 0)
		return node_list_parse(list, out, err);
	for (size_t i = 0; i < report->n && good; i++)
		good = node_list_add(out, report->v[i].name);
	return good ? CMH_OK : error_text_no_memory(err);
}

/* Opens the maps of the nodes of a report that was read. */
static enum cmh_status
open_maps(struct app *app, const struct report *report, const char *file, const char *list, struct node_maps *out, struct cmh_error *err)
{
	struct node_list names = NODE_LIST_INIT;
	enum cmh_status status = choose(report, list, &names, err);

	if (status == CMH_OK && (out->v = calloc(names.n + 1, sizeof(*out->v))) == NULL)
		status = error_text_no_memory(err);
	for (size_t i = 0; i < names.n && status == CMH_OK; i++) {
		out->v[out->n] = (struct node_map){ .name = names.v[i] };
		names.v[i] = NULL;
		open_map(app, report, file, &out->v[out->n++], out->name);
	}
	node_list_clear(&names);
	return status;
}

/* Fails for a map that is not a report. To forget the ./ of one is a common mistake. */
static enum cmh_status
fail_map(const char *spec, struct cmh_error *err)
{
	bool exists = strcmp(spec, "live") != 0 && strcmp(spec, "icmap") != 0 && strcmp(spec, "stats") != 0 && access(spec, F_OK) == 0;
	char *hint = exists ? str_format("did you mean the file ./%s?", spec) : NULL;

	error_text_set(err, CMH_INVALID, hint != NULL ? hint : "leave out -m, or name a report",
		       "-m and -N can be combined only for a report");
	free(hint);
	return CMH_INVALID;
}

/* Reads the maps of the report in a file. */
static enum cmh_status
read_maps(struct app *app, const char *file, const char *list, struct node_maps *out, struct cmh_error *err)
{
	struct report report = REPORT_INIT;
	enum cmh_status status = CMH_FAILED;
	struct unpack unpack;

	if (file[0] == '@' || !map_file_is(file))
		return fail_map(file, err);
	switch (report_read(app, file, 0, &report, &unpack, err)) {
	case REPORT_READ:
		status = open_maps(app, &report, file, list, out, err);
		break;
	case REPORT_NOT:
		report_refuse(app, &unpack, file, "leave out -N", err);
		status = err->status;
		break;
	case REPORT_FAILED:
		status = err->status;
		break;
	}
	report_clear(&report);
	return status;
}

enum cmh_status
node_report_read(struct app *app, const char *spec, const char *list, struct node_maps *out, struct cmh_error *err)
{
	char *file = map_file_spec(spec);
	enum cmh_status status = file != NULL ? read_maps(app, file, list, out, err) : error_text_no_memory(err);

	free(file);
	return status;
}
