/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/node_spec.h"

#include <string.h>

#include "core/node_maps.h"
#include "text/error_text.h"

bool
node_spec_is(const char *spec)
{
	return spec[0] == '@';
}

/* Whether a list can name several nodes. */
static bool
is_list(const char *list)
{
	return strcmp(list, "all") == 0 || strpbrk(list, ",[") != NULL;
}

/* Takes the map of the only node. NULL: see `err`. */
static struct cmh_handle *
take_map(struct app *app, struct node_maps *maps, const char *name, struct cmh_error *err)
{
	struct node_map *node = &maps->v[0];
	struct cmh_handle *map = node->map;

	if (node->self && map != NULL)
		return cmh_handle_open(app->cmh, "live", name, err);
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

	if (is_list(spec + 1))
		error_text_set(err, CMH_INVALID, "use -N for several nodes", "\"%s\" is not one node", spec);
	else if (node_maps_read(app, spec + 1, NULL, 0, &maps, err) == CMH_OK)
		map = take_map(app, &maps, name != NULL ? name : spec, err);
	node_maps_close(&maps);
	return map;
}
