/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/identity.h"

#include <stdlib.h>

#include "str.h"

/* Reads a key, which the map may not have: then the value has no type. */
static enum cmh_status
look_up(struct cmh_handle *map, const char *key, struct cmh_value *out, struct cmh_error *err)
{
	enum cmh_status status = cmh_get(map, key, out, err);

	if (status != CMH_NOT_FOUND)
		return status;
	if (err != NULL)
		cmh_error_clear(err);
	return CMH_OK;
}

/* Finds the text of a str. */
static enum cmh_status
look_up_text(struct cmh_handle *map, const char *key, char **text, struct cmh_error *err)
{
	struct cmh_value value = CMH_VALUE_INIT;
	enum cmh_status status = look_up(map, key, &value, err);

	if (status == CMH_OK)
		*text = value.type == CMH_STR ? cmh_value_text(&value) : NULL;
	cmh_value_clear(&value);
	return status;
}

enum cmh_status
identity_node(struct cmh_handle *map, char **name, struct cmh_error *err)
{
	struct cmh_value position = CMH_VALUE_INIT;
	enum cmh_status status = look_up(map, "nodelist.local_node_pos", &position, err);
	char *key = NULL;

	if (status == CMH_OK && position.type == CMH_U32)
		key = str_format("nodelist.node.%u.name", (unsigned)position.u);
	if (key != NULL)
		status = look_up_text(map, key, name, err);
	else if (status == CMH_OK)
		*name = NULL;
	cmh_value_clear(&position);
	free(key);
	return status;
}

enum cmh_status
identity_cluster(struct cmh_handle *map, char **name, struct cmh_error *err)
{
	return look_up_text(map, "totem.cluster_name", name, err);
}
