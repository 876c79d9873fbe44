/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/map_notes.h"

#include "base/restrict.h"
#include "cmh_private.h"

/* Prints how many lines have no key, and the first ones. */
static void
note_left_out(struct app *app, const struct cmh_handle_info *info)
{
	size_t quoted = info->left_out < CMH_LINES_MAX ? info->left_out : CMH_LINES_MAX;

	if (process_is_restricted()) /* the file may be none of theirs who asks */
		quoted = 0;
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
		app_note_missing(app, "%s:%zu: duplicate key \"%s\"", info->name, info->repeated_lines[i].line,
				 info->repeated_lines[i].text);
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
map_notes_print(struct app *app, struct cmh_handle *map, const char *file)
{
	struct cmh_handle_info info = *cmh_handle_info(map);

	if (file != NULL)
		info.name = file;
	if (info.n_parts > 1)
		note_parts(app, &info);
	if (info.untyped)
		app_note_missing(app, "%s: has no types; every value is read as a str", info.name);
	if (info.left_out > 0)
		note_left_out(app, &info);
	if (info.repeated > 0)
		note_repeated(app, &info);
	for (size_t i = 0; i < info.n_unread; i++)
		app_note_missing(app, "%s: cannot read %s", info.name, info.unread[i]);
}
