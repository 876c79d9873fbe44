/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/maps.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "core/map_file.h"
#include "output/safe.h"
#include "str.h"

/* ---- what a saved map has lost ------------------------------------------ */

static void note(struct app *app, const char *message, ...) __attribute__((format(printf, 2, 3)));

static void
note(struct app *app, const char *message, ...)
{
	char *text;
	va_list ap;

	va_start(ap, message);
	text = str_vformat(message, ap);
	va_end(ap);
	if (text != NULL && !app_warn_json(app, NULL, text)) {
		fputs("cmapsh: ", app->io.err);
		safe_print(app->io.err, text);
		fputc('\n', app->io.err);
	}
	free(text);
}

static void
note_left_out(struct app *app, const struct cmh_handle_info *info)
{
	size_t quoted = info->left_out < CMH_LINES_MAX ? info->left_out : CMH_LINES_MAX;

	note(app, "%s: %zu %s left out, the first is line %zu", info->name, info->left_out,
	     info->left_out == 1 ? "line is no key and was" : "lines are no keys and were", info->first_left_out);
	for (size_t i = 0; i < quoted; i++)
		if (info->left_out_lines[i].text != NULL)
			note(app, "%s:%zu: %s", info->name, info->left_out_lines[i].line, info->left_out_lines[i].text);
}

static void
note_repeated(struct app *app, const struct cmh_handle_info *info)
{
	size_t quoted = info->repeated < CMH_LINES_MAX ? info->repeated : CMH_LINES_MAX;

	note(app, "%s: %zu %s a key again; the first line of a key counts", info->name, info->repeated,
	     info->repeated == 1 ? "line has" : "lines have");
	for (size_t i = 0; i < quoted; i++)
		note(app, "%s:%zu: \"%s\" again", info->name, info->repeated_lines[i].line, info->repeated_lines[i].text);
}

/* Lists the maps of a file; the spec without its number opens the first one. */
static void
note_parts(struct app *app, const struct cmh_handle_info *info)
{
	size_t part, len = cmh_spec_file(info->spec, &part);

	if (part > 0) /* it was chosen */
		return;
	note(app, "%s: holds %zu maps; this is the first", info->name, info->n_parts);
	for (size_t i = 0; i < info->n_parts; i++)
		note(app, "%.*s#%zu begins in line %zu%s%s", (int)len, info->spec, i + 1, info->parts[i].line,
		     info->parts[i].text != NULL ? ": " : "", info->parts[i].text != NULL ? info->parts[i].text : "");
}

/* Says what of the file is not in the map. */
static void
note_losses(struct app *app, const struct cmh_handle_info *info)
{
	if (info->n_parts > 1)
		note_parts(app, info);
	if (info->untyped)
		note(app, "%s: has no types; every value is read as a str", info->name);
	if (info->left_out > 0)
		note_left_out(app, info);
	if (info->repeated > 0)
		note_repeated(app, info);
}

/* ---- opening and closing ------------------------------------------------ */

static struct cmh_handle *
open_map(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct cmh_handle *handle = map_file_open(app->cmh, spec, name, err);
	struct cmh_handle_info info;

	if (handle == NULL)
		return NULL;
	info = *cmh_handle_info(handle);
	note_losses(app, &info);
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
