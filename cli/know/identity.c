/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/identity.h"

#include <stdlib.h>

#include "str.h"

/* Returns the text of a str; the caller frees it. NULL: the map does not have it. */
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
	char *key = NULL, *name;

	if (cmh_get(map, "nodelist.local_node_pos", &position, NULL) == CMH_OK && position.type == CMH_U32)
		key = str_format("nodelist.node.%u.name", (unsigned)position.u);
	name = key != NULL ? look_up(map, key) : NULL;
	free(key);
	cmh_value_clear(&position);
	return name;
}

char *
identity_cluster(struct cmh_handle *map)
{
	return look_up(map, "totem.cluster_name");
}
