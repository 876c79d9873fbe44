/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/report_map.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "core/map_notes.h"
#include "str.h"
#include "text/error_text.h"

static void
free_extra(void *attached)
{
	struct report_extra *extra = attached;

	free(extra->file);
	free(extra->printed);
	free(extra->conf);
	free(extra->conf_path);
	free(extra);
}

const struct report_extra *
report_map_extra(struct cmh_handle *map)
{
	return cmh_handle_attached(map);
}

/* Whether the end of one of the maps of a node is missing. */
static bool
is_cut(const struct report_node *node)
{
	bool maps = node->icmap != NULL || node->stats != NULL;

	return (node->icmap != NULL && node->icmap->cut) || (node->stats != NULL && node->stats->cut) || (!maps && node->conf->cut);
}

/* Gives a map what else the report has. False: out of memory. */
static bool
attach_extra(struct cmh_handle *map, const struct report_node *node, const char *file)
{
	struct report_extra *extra = calloc(1, sizeof(*extra));

	if (extra == NULL)
		return false;
	cmh_handle_attach(map, extra, free_extra);
	extra->file = str_copy(file);
	extra->cut = is_cut(node);
	extra->printed = report_printed(node);
	extra->conf = node->conf != NULL ? str_copy(node->conf->text) : NULL;
	extra->conf_path = node->conf != NULL ? str_copy(node->conf->path) : NULL;
	return extra->file != NULL && (node->conf == NULL || (extra->conf != NULL && extra->conf_path != NULL));
}

/* Opens a file of the report. NULL: see `err`. */
static struct cmh_handle *
open_file(struct app *app, const struct report_file *file, const char *spec, const char *name, struct cmh_error *err)
{
	enum cmh_text text = file->cut ? CMH_TEXT_CUT : CMH_TEXT_FILED;
	FILE *in = fmemopen(file->text, file->len, "r");
	struct cmh_handle *map = in != NULL ? cmh_handle_open_stream(app->cmh, in, text, spec, name, err) : NULL;

	if (in == NULL)
		error_text_set(err, CMH_FAILED, NULL, "cannot read \"%s\": %s", file->path, strerror(errno));
	else
		fclose(in);
	return map;
}

/* Prints what a file does not have. */
static void
note_file(struct app *app, struct cmh_handle *map, const struct report_file *file)
{
	map_notes_print(app, map, file->path);
	if (file->cut)
		app_note_missing(app, "\"%s\" ends early: keys after its last line are missing", file->path);
}

/* Adds the statistics to a map: without them, it is still a map. */
static void
add_stats(struct app *app, struct cmh_handle *map, const struct report_file *file)
{
	struct cmh_error err = CMH_ERROR_INIT;
	struct cmh_handle *stats = open_file(app, file, file->path, NULL, &err);

	if (stats == NULL || !cmh_handle_add_saved(map, stats))
		app_note_missing(app, "no statistics: cannot read \"%s\"%s%s", file->path, stats == NULL ? ": " : "",
				 stats == NULL ? cmh_error_message(&err) : "");
	else
		note_file(app, stats, file);
	cmh_handle_close(stats);
	cmh_error_clear(&err);
}

struct cmh_handle *
report_map_open(struct app *app, const struct report_node *node, const char *file, const char *spec, const char *name,
		struct cmh_error *err)
{
	const struct report_file *first = node->icmap != NULL ? node->icmap : node->stats != NULL ? node->stats : node->conf;
	struct cmh_handle *map = open_file(app, first, spec, name, err);

	if (map == NULL)
		return NULL;
	note_file(app, map, first);
	if (first == node->conf)
		app_note_missing(app, "no map in the report: the keys are those that corosync makes of \"%s\"", first->path);
	if (node->stats != NULL && node->stats != first)
		add_stats(app, map, node->stats);
	if (attach_extra(map, node, file))
		return map;
	cmh_handle_close(map);
	error_text_no_memory(err);
	return NULL;
}

struct cmh_handle *
report_map_open_node(struct app *app, const struct report_node *node, const char *file, const char *name, struct cmh_error *err)
{
	char *spec = str_format("%s@%s", file, node->name);
	struct cmh_handle *map = NULL;

	if (spec != NULL)
		map = report_map_open(app, node, file, spec, name, err);
	else
		error_text_no_memory(err);
	free(spec);
	return map;
}
