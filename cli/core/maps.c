/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/maps.h"

#include <stdlib.h>
#include <string.h>

#include "output/safe.h"
#include "str.h"

/* Which lines of a saved map are no keys. */
static void
note_left_out(struct app *app, const struct cmh_handle_info *info)
{
	char *text = str_format("%s: %zu %s left out, the first is line %zu", info->name, info->left_out,
				info->left_out == 1 ? "line is no key and was" : "lines are no keys and were",
				info->first_left_out);

	if (text != NULL && !app_warn_json(app, NULL, text)) {
		fputs("cmapsh: ", app->io.err);
		safe_print(app->io.err, text);
		fputc('\n', app->io.err);
	}
	free(text);
}

static struct cmh_handle *
open_map(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = cmh_handle_open(app->cmh, spec, name, err);
	struct cmh_handle_info info = { .left_out = 0 };

	if (handle != NULL)
		info = *cmh_handle_info(handle);
	if (info.left_out > 0)
		note_left_out(app, &info);
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

/* The open map that a spec means: by its name, or by the file that it is. */
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
	/* "live" connects to nothing yet, so it costs nothing to have it open, and in use, from the first command on. */
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
