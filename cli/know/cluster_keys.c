/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/cluster_keys.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "cmh_private.h"
#include "know/cluster.h"
#include "know/cluster_paths.h"
#include "know/key.h"
#include "know/keys.h"
#include "str.h"
#include "text/error_text.h"

#define MEMBERS "runtime.members"

/* ---- what the stars stand for -------------------------------------------------- */

/* Numbers of links, as bits. */
typedef unsigned link_set;

struct seen {
	link_set links;    /* that knet has */
	unsigned *ids;     /* of the nodes: by position in the nodelist, or, without one, of all members */
	size_t n, capacity;
	bool listed;       /* there is a nodelist */
	unsigned self;     /* 0: not known */
	bool paused;       /* corosync was paused since it started */
	bool counts;       /* votes are to be counted */
	bool knet;         /* the transport is knet */
};

/* Replaces the stars of a pattern, from left to right. The caller frees it; NULL: out of memory. */
static char *
fill_stars(const char *pattern, unsigned first, unsigned second)
{
	const char *star = strchr(pattern, '*'), *next = star != NULL ? strchr(star + 1, '*') : NULL;

	if (star == NULL)
		return str_copy(pattern);
	if (next == NULL)
		return str_format("%.*s%u%s", (int)(star - pattern), pattern, first, star + 1);
	return str_format("%.*s%u%.*s%u%s", (int)(star - pattern), pattern, first, (int)(next - star - 1), star + 1, second, next + 1);
}

static enum cmh_status
add(struct cmh_entries *out, const char *pattern, unsigned first, unsigned second, struct cmh_error *err)
{
	char *key = fill_stars(pattern, first, second);
	enum cmh_status status = cmh_entries_add(out, key != NULL ? key : "", err);

	free(key);
	return status;
}

/* Adds a key for each link of a set. */
static enum cmh_status
add_links(struct cmh_entries *out, const char *pattern, unsigned node, link_set links, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;

	for (unsigned l = 0; l < CLUSTER_LINKS && status == CMH_OK; l++)
		if ((links & 1u << l) != 0)
			status = add(out, pattern, node, l, err);
	return status;
}

/* Adds the keys of a pattern for one node. */
static enum cmh_status
add_for_node(struct cmh_entries *out, const char *pattern, enum about about, const struct seen *seen, unsigned i, struct cmh_error *err)
{
	unsigned id = seen->ids[i];

	switch (about) {
	case ID: return add(out, pattern, id, 0, err);
	case UNLISTED_ID: return seen->listed ? CMH_OK : add(out, pattern, id, 0, err);
	case PEER_LINK: return id != seen->self && seen->knet ? add_links(out, pattern, id, seen->links, err) : CMH_OK;
	case POSITION: return seen->listed ? add(out, pattern, i, 0, err) : CMH_OK;
	case COUNT_POSITION: return seen->listed && seen->counts ? add(out, pattern, i, 0, err) : CMH_OK;
	case POSITION_LINK: return seen->listed ? add_links(out, pattern, i, seen->links | 1, err) : CMH_OK; /* udp has link 0 */
	default: return CMH_OK;
	}
}

/* Adds the keys of all patterns that the first reading did not have. */
static enum cmh_status
add_rest(struct cmh_entries *out, const struct seen *seen, struct cmh_error *err)
{
	size_t n;
	const char *const *patterns = cluster_paths(&n);
	enum cmh_status status = CMH_OK;

	for (size_t p = 0; p < n && status == CMH_OK; p++) {
		enum about about = cluster_path_about(p);

		for (unsigned i = 0; i < seen->n && status == CMH_OK; i++)
			status = add_for_node(out, patterns[p], about, seen, i, err);
		for (unsigned i = 1; i < CLUSTER_PAUSES && about == PAUSE && seen->paused && status == CMH_OK; i++)
			status = add(out, patterns[p], i, 0, err);
	}
	return status;
}

/* ---- reading -------------------------------------------------------------------- */

/* Finds the links, of which corosync has a ping timeout each. */
static enum cmh_status
find_links(struct cmh_handle *map, struct seen *seen, struct cmh_error *err)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;
	enum cmh_status status = cmh_list(map, "runtime.config.totem.interface", &names, err);
	unsigned l;

	for (size_t i = 0; i < names.n; i++)
		if (key_has_number(names.v[i].key, "runtime.config.totem.interface.", ".knet_ping_timeout", &l) && l < CLUSTER_LINKS)
			seen->links |= 1u << l;
	cmh_entries_clear(&names);
	return status;
}

/* Reads what there is once, and the latest pause. */
static enum cmh_status
read_first(struct cmh_handle *map, struct seen *seen, struct cmh_entries *out, struct cmh_error *err)
{
	enum cmh_status status = find_links(map, seen, err);
	size_t n;
	const char *const *patterns = cluster_paths(&n);

	for (size_t p = 0; p < n && status == CMH_OK; p++) {
		enum about about = cluster_path_about(p);

		if (about == ONCE || about == PAUSE || (about == COUNT && seen->counts))
			status = add(out, patterns[p], 0, 0, err);
		for (unsigned l = 0; l < CLUSTER_LINKS && about == LINK && status == CMH_OK; l++)
			status = (seen->links & 1u << l) != 0 ? add(out, patterns[p], l, 0, err) : CMH_OK;
	}
	return status == CMH_OK ? cmh_read_keys(map, out, err) : status;
}

static bool
add_id(struct seen *seen, unsigned id)
{
	if (!array_reserve(&seen->ids, &seen->capacity, seen->n + 1, sizeof(*seen->ids)))
		return false;
	seen->ids[seen->n++] = id;
	return true;
}

/* Reads the id of the node at a position, and adds it to the list. CMH_NOT_FOUND: the list ends before it. */
static enum cmh_status
read_nodeid(struct cmh_handle *map, unsigned position, struct cmh_entries *out, uint64_t *id, struct cmh_error *err)
{
	struct cmh_value value = CMH_VALUE_INIT;
	char *key = fill_stars("nodelist.node.*.nodeid", position, 0);
	enum cmh_status status = key != NULL ? cmh_get(map, key, &value, err) : error_text_no_memory(err);

	if (status == CMH_OK && cmh_value_uint64(&value, id, NULL) != CMH_OK)
		*id = 0;
	if (status == CMH_OK && (status = cmh_entries_add(out, key, err)) == CMH_OK) {
		out->v[out->n - 1].value = value;
		value = (struct cmh_value)CMH_VALUE_INIT;
	}
	cmh_value_clear(&value);
	free(key);
	return status;
}

/* Reads the ids of the nodelist. Its positions have no gaps. */
static enum cmh_status
read_nodelist(struct cmh_handle *map, struct seen *seen, struct cmh_entries *out, struct cmh_error *err)
{
	enum cmh_status status = CMH_OK;
	uint64_t id;

	while ((status = read_nodeid(map, (unsigned)seen->n, out, &id, err)) == CMH_OK)
		if (!add_id(seen, (unsigned)id))
			return error_text_no_memory(err);
	seen->listed = seen->n > 0;
	if (status != CMH_NOT_FOUND)
		return status;
	if (err != NULL)
		cmh_error_clear(err);
	return CMH_OK;
}

/* Without a nodelist, the nodes are those that were ever members. */
static enum cmh_status
list_members(struct cmh_handle *map, struct seen *seen, struct cmh_error *err)
{
	struct cmh_entries names = CMH_ENTRIES_INIT;
	enum cmh_status status = seen->listed ? CMH_OK : cmh_list(map, MEMBERS, &names, err);
	unsigned id;

	for (size_t i = 0; i < names.n && status == CMH_OK; i++)
		if (key_has_number(names.v[i].key, "runtime.members.", ".status", &id) && !add_id(seen, id))
			status = error_text_no_memory(err);
	cmh_entries_clear(&names);
	return status;
}

/* What the first reading says of the second one. */
static void
look_at_first(struct seen *seen, const struct cmh_entries *first)
{
	const char *text;
	uint64_t number;

	seen->knet = true;
	for (size_t i = 0; i < first->n; i++) {
		bool known = first->v[i].error == NULL && cmh_value_uint64(&first->v[i].value, &number, NULL) == CMH_OK;

		if (known && strcmp(first->v[i].key, "runtime.votequorum.this_node_id") == 0)
			seen->self = (unsigned)number;
		if (known && strcmp(first->v[i].key, "stats.schedmiss.0.timestamp") == 0)
			seen->paused = true;
		if (strcmp(first->v[i].key, "totem.transport") == 0 && cmh_value_string(&first->v[i].value, &text, NULL) == CMH_OK)
			seen->knet = strcmp(text, "knet") == 0;
	}
}

static enum cmh_status
read_live(struct cmh_handle *map, struct seen *seen, struct cmh_entries out[CLUSTER_LISTS], struct cmh_error *err)
{
	enum cmh_status status = read_first(map, seen, &out[0], err);

	look_at_first(seen, &out[0]);
	if (status == CMH_OK)
		status = read_nodelist(map, seen, &out[0], err);
	if (status == CMH_OK)
		status = list_members(map, seen, err);
	if (status == CMH_OK)
		status = add_rest(&out[1], seen, err);
	return status == CMH_OK ? cmh_read_keys(map, &out[1], err) : status;
}

/* Whether the path covers a key of the list. */
static bool
covers_some(const char *path, const struct cmh_entries *keys)
{
	bool some = false;

	for (size_t i = 0; i < keys->n && !some; i++)
		some = cmh_path_covers(path, keys->v[i].key);
	return some;
}

/* Gives the members of a map of corosync 2 the names that they have in corosync 3. */
static enum cmh_status
rename_members(struct cmh_entries *keys, struct cmh_error *err)
{
	char *former = key_former(MEMBERS);
	bool good = former != NULL;

	for (size_t i = 0; i < keys->n && good; i++) {
		char *key = keys->v[i].key;

		if (!cmh_path_covers(former, key))
			continue;
		good = (keys->v[i].key = key_successor(key)) != NULL;
		free(key);
	}
	free(former);
	return good ? CMH_OK : error_text_no_memory(err);
}

enum cmh_status
cluster_read(struct cmh_handle *map, bool counts, struct cmh_entries out[CLUSTER_LISTS], struct cmh_error *err)
{
	struct seen seen = { .counts = counts };
	enum cmh_status status;

	if (cmh_handle_info(map)->saved) {
		status = cmh_read_all(map, "", &out[0], err);
		return status == CMH_OK && !covers_some(MEMBERS, &out[0]) ? rename_members(&out[0], err) : status;
	}
	status = read_live(map, &seen, out, err);
	free(seen.ids);
	return status;
}
