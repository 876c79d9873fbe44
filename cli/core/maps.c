/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/maps.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "base/restrict.h"
#include "core/map_faults.h"
#include "core/map_file.h"
#include "core/map_notes.h"
#include "core/node_spec.h"
#include "core/report_map.h"
#include "core/report_open.h"
#include "core/restricted.h"
#include "text/error_text.h"

/* ---- opening and closing ------------------------------------------------ */

/*
 * Checks that --restricted allows a map: not that of a node, which ssh reads, and a file only if the program's
 * own command line names it.
 */
static enum cmh_status
check_restricted(const struct app *app, const char *spec, struct cmh_error *err)
{
	if (!process_is_restricted())
		return CMH_OK;
	if (node_spec_is(spec))
		return restricted_error(err, FORBIDDEN_PROGRAM, NULL);
	return app_reads_lines(app) && map_file_is(spec) ? restricted_error(err, FORBIDDEN_READ, NULL) : CMH_OK;
}

static struct cmh_handle *
open_map(struct app *app, const char *spec, const char *name, unsigned options, struct cmh_error *err)
{
	struct cmh_handle *handle;

	if (check_restricted(app, spec, err) != CMH_OK)
		return NULL;
	if (node_spec_is(spec))
		return node_spec_open(app, spec, name, err);
	handle = report_open(app, spec, name, options, err);
	if (handle == NULL)
		return NULL;
	if (report_map_extra(handle) == NULL) /* else they have been printed */
		map_notes_print(app, handle, NULL);
	map_faults_note(app, handle);
	return handle;
}

/* Takes a map out of those that were in use. */
static void
forget(struct app *app, const struct cmh_handle *map)
{
	size_t kept = 0;

	for (size_t i = 0; i < app->n_used; i++)
		if (app->used[i] != map)
			app->used[kept++] = app->used[i];
	app->n_used = kept;
}

bool
maps_use(struct app *app, struct cmh_handle *map)
{
	if (!array_reserve(&app->used, &app->used_capacity, app->n_used + 1, sizeof(*app->used)))
		return false;
	forget(app, map);
	app->used[app->n_used++] = app->current = map;
	return true;
}

struct cmh_handle *
maps_open(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = open_map(app, spec, name, REPORT_EACH, err);

	if (handle == NULL || maps_use(app, handle))
		return handle;
	cmh_handle_close(handle);
	error_text_no_memory(err);
	return NULL;
}

/* Returns the open map with that name, or of that file. NULL: it is not open. */
static struct cmh_handle *
find_open(struct app *app, const char *spec)
{
	struct cmh_handle *handle = cmh_handle_by_name(app->cmh, spec), *next = NULL;
	struct cmh_handle_info info;
	char *complete = map_file_spec(spec);

	while (handle == NULL && complete != NULL && (next = cmh_handle_next(app->cmh, next)) != NULL) {
		info = *cmh_handle_info(next);
		if (info.saved && strcmp(info.spec, complete) == 0)
			handle = next;
	}
	free(complete);
	return handle;
}

struct cmh_handle *
maps_get(struct app *app, const char *spec, bool *opened, struct cmh_error *err)
{
	struct cmh_handle *map;

	*opened = false;
	/* To open "live" costs nothing: it connects when it is read. */
	if (app->current == NULL && maps_open(app, "live", NULL, err) == NULL)
		return NULL;
	map = spec == NULL ? app->current : find_open(app, spec);
	if (map == NULL) {
		map = open_map(app, spec, NULL, 0, err);
		*opened = map != NULL;
	}
	return map;
}

const char *
maps_last_error(const struct cmh_handle_info *info)
{
	enum cmh_status status = info->last_error->status;

	return status != CMH_OK && status != CMH_NOT_FOUND ? cmh_error_message(info->last_error) : NULL;
}

void
maps_close(struct app *app, struct cmh_handle *handle)
{
	forget(app, handle);
	if (app->call.map == handle)
		app->call.map = NULL;
	cmh_handle_close(handle);
	if (app->current == handle)
		app->current = app->n_used > 0 ? app->used[app->n_used - 1] : cmh_handle_next(app->cmh, NULL);
}
