/* SPDX-License-Identifier: BSD-3-Clause */
#include "saved_conf.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "key_pattern.h"

bool
saved_conf_add_place(struct saved_conf *conf, struct cmh_position place)
{
	if (!array_reserve(&conf->places, &conf->capacity, conf->n_places + 1, sizeof(*conf->places)))
		return false;
	conf->places[conf->n_places++] = place;
	return true;
}

static bool
has_key(const struct store *keys, const char *key)
{
	return store_seek(keys, key) < keys->n;
}

static bool
transport_is(const struct store *keys, const char *name)
{
	size_t at = store_seek(keys, "totem.transport");
	struct found found = { 0 };
	bool is = at < keys->n && store_get(keys, at, &found) && found.value.type == CMH_STR && found.value.bytes != NULL &&
		  strcmp(found.value.bytes, name) == 0;

	cmh_value_clear(&found.value);
	return is;
}

/*
 * corosync itself makes the keys of its state and of values in use. It finds this node in the nodelist, and takes the address to bind to
 * from there, whatever the file says. With udp and udpu it also makes the ids of nodes and, with udp, the multicast address of a link,
 * unless the file has them.
 */
bool
saved_conf_decides(const struct store *keys, const char *key)
{
	if (strcmp(key, "nodelist.local_node_pos") == 0 || cmh_path_covers("runtime", key))
		return false;
	if (key_pattern_matches("totem.interface.*.bindnetaddr", key))
		return has_key(keys, key) && !has_key(keys, "nodelist.node.0.ring0_addr");
	if (has_key(keys, key))
		return true;
	if (key_pattern_matches("nodelist.node.*.nodeid", key))
		return !transport_is(keys, "udp") && !transport_is(keys, "udpu");
	if (key_pattern_matches("totem.interface.*.mcastaddr", key) || key_pattern_matches("totem.interface.*.mcastport", key))
		return !transport_is(keys, "udp");
	return true;
}

void
saved_conf_clear(struct saved_conf *conf)
{
	free(conf->bytes);
	free(conf->places);
	faults_clear(&conf->faults);
	unread_clear(&conf->unread);
	*conf = (struct saved_conf){ .is_conf = false };
}
