/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/maps.h"

#include <string.h>

#include "cmh_private.h"
#include "core/map_faults.h"
#include "core/map_file.h"
#include "text/error_text.h"

/* ---- what a saved map does not have ------------------------------------- */

/* Prints how many lines have no key, and the first ones. */
static void
note_left_out(struct app *app, const struct cmh_handle_info *info)
{
	size_t quoted = info->left_out < CMH_LINES_MAX ? info->left_out : CMH_LINES_MAX;

	if (info->left_out == 1)
		app_note_missing(app, "%s: skipped 1 line without a key (line %zu)", info->name, info->first_left_out);
	else
		app_note_missing(app, "%s: skipped %zu lines without a key (the first is line %zu)", info->name, info->left_out,
				 info->first_left_out);
	for (size_t i = 0; i < quoted; i++)
		if (info->left_out_lines[i].text != NULL)
			app_note_missing(app, "%s:%zu: %s", info->name, info->left_out_lines[i].line, info->left_out_lines[i].text);
}

/* Prints how many lines have a key that another line has, which counts, and the first ones. */
static void
note_repeated(struct app *app, const struct cmh_handle_info *info)
{
	size_t quoted = info->repeated < CMH_LINES_MAX ? info->repeated : CMH_LINES_MAX;

	app_note_missing(app, "%s: skipped %zu %s, whose key %s line has", info->name, info->repeated,
			 info->repeated == 1 ? "line" : "lines", info->conf ? "another" : "an earlier");
	for (size_t i = 0; i < quoted; i++)
		app_note_missing(app, "%s:%zu: duplicate key \"%s\"", info->name, info->repeated_lines[i].line, info->repeated_lines[i].text);
}

/* Lists the maps of a file, unless the spec has the number of one. */
static void
note_parts(struct app *app, const struct cmh_handle_info *info)
{
	size_t part, len = cmh_spec_file(info->spec, &part);

	if (part > 0)
		return;
	app_note_missing(app, "%s: has %zu maps; this is the first", info->name, info->n_parts);
	for (size_t i = 0; i < info->n_parts; i++)
		app_note_missing(app, "%.*s#%zu begins in line %zu%s%s", (int)len, info->spec, i + 1, info->parts[i].line,
				 info->parts[i].text != NULL ? ": " : "", info->parts[i].text != NULL ? info->parts[i].text : "");
}

void
maps_note_missing(struct app *app, struct cmh_handle *map)
{
	struct cmh_handle_info info = *cmh_handle_info(map);

	if (info.n_parts > 1)
		note_parts(app, &info);
	if (info.untyped)
		app_note_missing(app, "%s: has no types; every value is read as a str", info.name);
	if (info.left_out > 0)
		note_left_out(app, &info);
	if (info.repeated > 0)
		note_repeated(app, &info);
}

/* ---- opening and closing ------------------------------------------------ */

static struct cmh_handle *
open_map(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = NULL;

	if (app_at_prompt(app) && map_file_can_wait(spec))
		error_text_set(err, CMH_INVALID, NULL, "\"%s\" is not a regular file", spec);
	else
		handle = map_file_open(app->cmh, spec, name, err);
	if (handle == NULL)
		return NULL;
	maps_note_missing(app, handle);
	map_faults_note(app, handle);
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

	spec = map_file_spec(spec);
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

const char *
maps_last_error(const struct cmh_handle_info *info)
{
	enum cmh_status status = info->last_error->status;

	return status != CMH_OK && status != CMH_NOT_FOUND ? cmh_error_message(info->last_error) : NULL;
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
