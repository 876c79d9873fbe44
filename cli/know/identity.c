/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/identity.h"

#include <stdio.h>
#include <stdlib.h>

/* A str of the map. */
static char *
look_up(struct cmh_handle *map, const char *key)
{
	struct cmh_value value = CMH_VALUE_INIT;
	char *text = NULL;

	if (cmh_get(map, key, &value, NULL) == CMH_OK && value.type == CMH_STR)
		text = cmh_value_text(&value);
	cmh_value_clear(&value);
	return text;
}

char *
identity_node(struct cmh_handle *map)
{
	struct cmh_value position = CMH_VALUE_INIT;
	char *key = NULL, *name = NULL;

	if (cmh_get(map, "nodelist.local_node_pos", &position, NULL) == CMH_OK && position.type == CMH_U32 &&
	    asprintf(&key, "nodelist.node.%u.name", (unsigned)position.u) >= 0) {
		name = look_up(map, key);
		free(key);
	}
	cmh_value_clear(&position);
	return name;
}

char *
identity_cluster(struct cmh_handle *map)
{
	return look_up(map, "totem.cluster_name");
}
