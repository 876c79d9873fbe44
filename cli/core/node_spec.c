/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_spec.h"

#include <stdlib.h>
#include <string.h>

#include "core/node_cluster.h"
#include "core/node_maps.h"
#include "output/entry.h"
#include "output/field.h"
#include "output/format.h"
#include "str.h"
#include "text/error_text.h"

bool
node_spec_is(const char *spec)
{
	return spec[0] == '@';
}

bool
node_spec_is_list(const char *spec)
{
	return node_spec_is(spec) && (strcmp(spec + 1, "all") == 0 || strpbrk(spec, ",[") != NULL);
}

/* ---- a copy of the live map --------------------------------------------------- */

static enum cmh_status
read_everything(struct cmh_handle *live, void *entries, struct cmh_error *err)
{
	cmh_entries_clear(entries);
	return cmh_read_all(live, "", entries, err);
}

/* Returns keys as text that is read as a saved map, with their secrets. The caller frees it; NULL: out of memory. */
static char *
saved_text(const struct cmh_entries *entries)
{
	struct str_stream stream;
	struct output out;
	char *text;

	if (!str_open(&stream))
		return NULL;
	out = (struct output){ .file = stream.out, .format = &format_ndjson, .secrets = true };
	for (size_t i = 0; i < entries->n; i++) {
		const struct cmh_entry *entry = &entries->v[i];
		const struct field unread[] = {
			field_text("key", entry->key),
			field_text("type", cmh_type_name(entry->value.type)),
			field_text("error", entry->error != NULL ? cmh_error_message(entry->error) : NULL),
		};

		if (entry->error != NULL)
			output_record(&out, FIELDS(unread));
		else
			entry_print(&out, entry);
	}
	text = str_close(&stream);
	if (text == NULL || !out.failed)
		return text;
	free(text);
	return NULL;
}

/* Opens a copy of the live map as the map of this node, like that of any other one: it does not change, and cannot be changed. */
static struct cmh_handle *
copy_live(struct app *app, struct cmh_handle *live, const char *node, const char *given, struct cmh_error *err)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	char *spec = str_format("@%s", node), *usual = node_map_name(app, node), *text = NULL;
	struct cmh_handle *map = NULL;
	FILE *in;

	if (cmh_read_together(live, read_everything, &entries, err) == CMH_OK) {
		text = saved_text(&entries);
		in = text != NULL && spec != NULL && usual != NULL ? fmemopen(text, strlen(text), "r") : NULL;
		if (in != NULL) {
			map = cmh_handle_open_stream(app->cmh, in, CMH_TEXT_FILED, spec, given != NULL ? given : usual, err);
			fclose(in);
		} else
			error_text_no_memory(err);
	}
	cmh_entries_clear(&entries);
	free(text);
	free(usual);
	free(spec);
	return map;
}

/* ---- one node ------------------------------------------------------------------ */

/* Keeps the map of a node open after node_maps_close(). NULL: its `why` says why not. */
static struct cmh_handle *
keep(struct app *app, struct node_map *node, const char *name)
{
	if (node->self && node->map != NULL)
		node->map = copy_live(app, node->map, node->name, name, &node->why);
	node->opened = false;
	return node->map;
}

/* Takes the map of the only node. NULL: see `err`. */
static struct cmh_handle *
take_map(struct app *app, struct node_maps *maps, const char *name, struct cmh_error *err)
{
	struct node_map *node = &maps->v[0];
	struct cmh_handle *map = keep(app, node, name);

	if (map == NULL)
		error_text_set(err, node->why.status, node->why.hint, "%s: %s", node->name, cmh_error_message(&node->why));
	return map;
}

struct cmh_handle *
node_spec_open(struct app *app, const char *spec, const char *name, struct cmh_error *err)
{
	struct node_maps maps = { .name = name };
	struct cmh_handle *map = NULL;

	if (node_spec_is_list(spec))
		error_text_set(err, CMH_INVALID, "use -N for several nodes, or open at the prompt", "\"%s\" is not one node", spec);
	else if (node_maps_read(app, spec + 1, NULL, 0, &maps, err) == CMH_OK)
		map = take_map(app, &maps, name, err);
	node_maps_close(&maps);
	return map;
}

/* ---- several nodes ---------------------------------------------------------- */

/* Returns the list of "@node1,@node2", as -N takes it. The caller frees it; NULL: out of memory. */
static char *
list_of(const char *spec)
{
	char *list = str_copy(spec + 1), *to = list;

	if (list == NULL)
		return NULL;
	for (const char *from = spec + 1; *from != '\0'; from++)
		if (*from != '@' || from[-1] != ',')
			*to++ = *from;
	*to = '\0';
	return list;
}

enum exit_code
node_spec_open_all(struct app *app, const char *spec, struct cmh_handle **first)
{
	struct node_maps maps = NODE_MAPS_INIT;
	struct tally tally = { 0 };
	char *list = list_of(spec);
	enum exit_code code = list != NULL ? node_maps_open(app, list, NULL, 0, &maps) : app_no_memory(app);

	*first = NULL;
	for (size_t i = 0; i < maps.n && code == EXIT_DONE; i++) {
		struct cmh_handle *map = keep(app, &maps.v[i], NULL);

		*first = *first != NULL ? *first : map;
		if (map != NULL)
			tally_add(&tally, EXIT_DONE);
	}
	if (code == EXIT_DONE) {
		node_maps_fail(app, &maps, &tally);
		code = tally_exit(&tally);
	}
	node_maps_close(&maps);
	free(list);
	return code;
}
