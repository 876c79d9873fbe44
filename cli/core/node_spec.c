/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_spec.h"

#include <stdlib.h>
#include <string.h>

#include "core/node_cluster.h"
#include "core/node_maps.h"
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

/* Takes the map of the only node. NULL: see `err`. */
static struct cmh_handle *
take_map(struct app *app, struct node_maps *maps, const char *name, struct cmh_error *err)
{
	struct node_map *node = &maps->v[0];
	struct cmh_handle *map = node->map;
	char *usual;

	if (node->self && map != NULL) {
		usual = node_map_name(app, node->name);
		map = cmh_handle_open(app->cmh, "live", name != NULL ? name : usual, err);
		free(usual);
		return map;
	}
	if (map == NULL)
		error_text_set(err, node->why.status, node->why.hint, "%s: %s", node->name, cmh_error_message(&node->why));
	node->opened = false;
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
	char *list = strdup(spec + 1), *to = list;

	if (list == NULL)
		return NULL;
	for (const char *from = spec + 1; *from != '\0'; from++)
		if (*from != '@' || from[-1] != ',')
			*to++ = *from;
	*to = '\0';
	return list;
}

/* Keeps the map of a node open. NULL: its `why` says why not. */
static struct cmh_handle *
keep(struct app *app, struct node_map *node)
{
	char *name = node_map_name(app, node->name);

	if (node->map != NULL && name == NULL)
		node->map = NULL;
	else if (node->self && node->map != NULL)
		node->map = cmh_handle_open(app->cmh, "live", name, &node->why);
	node->opened = false;
	free(name);
	return node->map;
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
		struct cmh_handle *map = keep(app, &maps.v[i]);

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
