/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/maps.h"

#include <string.h>


/* Prints how many lines of a saved map have no key, and the first of them. */
static void
note_skipped(struct app *app, const struct cmh_handle_info *info)
{
	if (info->left_out == 1)
		app_note_missing(app, "%s: skipped 1 line without a key (line %zu)", info->name, info->first_left_out);
	else if (info->left_out > 1)
		app_note_missing(app, "%s: skipped %zu lines without a key (the first is line %zu)", info->name, info->left_out,
				 info->first_left_out);
}

static struct cmh_handle *
open_map(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = cmh_handle_open(app->cmh, spec, name, err);
	struct cmh_handle_info info;

	if (handle != NULL) {
		info = *cmh_handle_info(handle);
		note_skipped(app, &info);
	}
	return handle;
}

struct cmh_handle *
maps_open(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = open_map(app, spec, name, err);

	if (handle != NULL)
		app->current = handle;
	return handle;
}

/* Returns the open map with that name, or of that file. NULL: it is not open. */
static struct cmh_handle *
find_open(struct app *app, const char *spec)
{
	struct cmh_handle *handle = cmh_handle_by_name(app->cmh, spec), *next = NULL;
	struct cmh_handle_info info;

	while (handle == NULL && (next = cmh_handle_next(app->cmh, next)) != NULL) {
		info = *cmh_handle_info(next);
		if (info.saved && strcmp(info.spec, spec) == 0)
			handle = next;
	}
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
		map = open_map(app, spec, NULL, err);
		*opened = map != NULL;
	}
	return map;
}

void
maps_close(struct app *app, struct cmh_handle *handle)
{
	struct cmh_handle *before = NULL, *next = NULL;

	while ((next = cmh_handle_next(app->cmh, next)) != handle)
		before = next;
	cmh_handle_close(handle);
	if (app->current == handle)
		app->current = before != NULL ? before : cmh_handle_next(app->cmh, NULL);
}
