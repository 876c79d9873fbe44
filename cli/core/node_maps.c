/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_maps.h"

#include <stdlib.h>
#include <string.h>

#include "core/input_file.h"
#include "core/node_ask.h"
#include "core/node_cluster.h"
#include "core/node_report.h"
#include "nodes/node_list.h"
#include "nodes/roster.h"
#include "output/format.h"
#include "str.h"
#include "text/error_text.h"

/* Sets the nodes, without their maps. */
static enum cmh_status
set_nodes(const struct roster *chosen, struct node_maps *out, struct cmh_error *err)
{
	out->v = calloc(chosen->n + 1, sizeof(*out->v));
	for (; out->v != NULL && out->n < chosen->n; out->n++) {
		out->v[out->n] = (struct node_map){ .name = str_copy(chosen->v[out->n].name), .self = chosen->v[out->n].self };
		if (out->v[out->n].name == NULL)
			return error_text_no_memory(err);
	}
	return out->v != NULL ? CMH_OK : error_text_no_memory(err);
}

/* Gives each node its map, or a reason why it has none. `why`: that of this node. */
static enum cmh_status
open_maps(struct app *app, const struct roster *chosen, const struct node_request *request, struct cmh_handle *live, struct cmh_error *why,
	  struct node_maps *maps, struct cmh_error *err)
{
	for (size_t i = 0; i < maps->n; i++) {
		struct node_map *node = &maps->v[i];

		if (!node_name_is_valid(node->name))
			error_text_set(&node->why, CMH_FAILED, NULL, "\"%s\" is not the name of a host", node->name);
		else if (node->self && why->status != CMH_OK) {
			error_text_set(&node->why, why->status, why->hint, "%s", cmh_error_message(why));
			node->why.reason = why->reason;
		} else if (node->self)
			node->map = live;
	}
	return node_ask(app, chosen, request, maps, err);
}

enum cmh_status
node_maps_read(struct app *app, const char *list, const char *const *paths, size_t n, struct node_maps *out, struct cmh_error *err)
{
	const struct node_request request = { .paths = paths, .n = n };
	struct cmh_error why = CMH_ERROR_INIT;
	struct roster chosen = ROSTER_INIT;
	const char *report = node_report_file(app);
	bool opened = false;
	struct cmh_handle *live;
	enum cmh_status status;

	if (report != NULL)
		return node_report_read(app, report, list, out, err);
	live = node_cluster_live(app, &opened, err);
	status = live != NULL ? node_cluster_choose(app, live, list, &chosen, &why, err) : CMH_FAILED;
	out->live = opened ? live : NULL;
	if (status == CMH_OK)
		status = set_nodes(&chosen, out, err);
	if (status == CMH_OK)
		status = open_maps(app, &chosen, &request, live, &why, out, err);
	roster_clear(&chosen);
	cmh_error_clear(&why);
	return status;
}

enum exit_code
node_maps_open(struct app *app, const char *list, const char *const *paths, size_t n, struct node_maps *out)
{
	struct cmh_error err = CMH_ERROR_INIT;

	return node_maps_read(app, list, paths, n, out, &err) == CMH_OK ? EXIT_DONE : app_fail_cmh(app, &err);
}

/* ---- the rest ------------------------------------------------------------------ */

void
node_maps_fail(struct app *app, struct node_maps *maps, struct tally *tally)
{
	for (size_t i = 0; i < maps->n; i++) {
		if (maps->v[i].map != NULL)
			continue;
		app->call.node = maps->v[i].name;
		tally_add(tally, app_fail_cmh(app, &maps->v[i].why));
	}
	app->call.node = NULL;
}

enum exit_code
node_maps_check(struct app *app)
{
	const struct settings *set = &app->call.set;

	if (set->fold && (set->format->needs & DATA_LINES) == 0)
		return app_fail(app, EXIT_USAGE, "leave out -o", "--fold prints only text");
	return set->nodes != NULL && set->map != NULL ? input_map_check(app, NOWHERE, set->map) : EXIT_DONE;
}

void
node_maps_close(struct node_maps *maps)
{
	for (size_t i = 0; i < maps->n; i++) {
		if (maps->v[i].opened)
			cmh_handle_close(maps->v[i].map);
		cmh_error_clear(&maps->v[i].why);
		free(maps->v[i].report);
		free(maps->v[i].name);
	}
	cmh_handle_close(maps->live);
	free(maps->v);
	*maps = (struct node_maps)NODE_MAPS_INIT;
}
