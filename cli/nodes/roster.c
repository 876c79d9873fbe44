/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "array.h"
#include "nodes/node_list.h"
#include "str.h"
#include "text/error_text.h"

/* Appends a node. */
static bool
add(struct roster *roster, const char *name, const char *address, bool self)
{
	struct roster_node node = { .self = self };

	if (!array_reserve(&roster->v, &roster->capacity, roster->n + 1, sizeof(node)))
		return false;
	node.name = name != NULL ? str_copy(name) : NULL;
	node.address = address != NULL ? str_copy(address) : NULL;
	roster->v[roster->n++] = node;
	return (name == NULL || node.name != NULL) && (address == NULL || node.address != NULL);
}

/* Whether the system has that name, with or without its domain. */
static bool
is_this_host(const char *name)
{
	struct utsname system;
	size_t len = strcspn(name, ".");

	return uname(&system) == 0 && (strcmp(system.nodename, name) == 0 ||
				       (strncmp(system.nodename, name, len) == 0 && system.nodename[len] == '\0'));
}

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp(((const struct roster_node *)a)->name, ((const struct roster_node *)b)->name);
}

static void
sort(struct roster *roster)
{
	if (roster->n > 0)
		qsort(roster->v, roster->n, sizeof(*roster->v), by_name);
}

/* ---- the nodelist ---------------------------------------------------------- */

/* The text of a member of a node, "nodelist.node.POSITION.MEMBER". NULL: the map does not have it. */
static const char *
member(const struct cmh_entries *entries, unsigned position, const char *name)
{
	const char *text = NULL;

	for (size_t i = 0; i < entries->n && text == NULL; i++) {
		const struct cmh_entry *entry = &entries->v[i];
		unsigned number;
		int len = 0;

		if (sscanf(entry->key, "nodelist.node.%u.%n", &number, &len) == 1 && len > 0 && number == position &&
		    strcmp(entry->key + len, name) == 0 && entry->error == NULL)
			(void)cmh_value_string(&entry->value, &text, NULL);
	}
	return text;
}

/* Adds the node at a position, unless it has neither name nor address. */
static bool
add_position(struct roster *roster, const struct cmh_entries *entries, unsigned position, uint64_t self)
{
	const char *name = member(entries, position, "name"), *address = member(entries, position, "ring0_addr");

	if (name == NULL && address == NULL)
		return true;
	return add(roster, name != NULL ? name : address, address,
		   self != UINT64_MAX ? position == self : name != NULL && is_this_host(name));
}

/* The position of this node in the nodelist; UINT64_MAX: not known. */
static uint64_t
own_position(const struct cmh_entries *entries)
{
	uint64_t position = UINT64_MAX;

	for (size_t i = 0; i < entries->n; i++)
		if (strcmp(entries->v[i].key, "nodelist.local_node_pos") == 0)
			(void)cmh_value_uint64(&entries->v[i].value, &position, NULL);
	return position;
}

enum cmh_status
roster_read(struct roster *out, struct cmh_handle *map, struct cmh_error *err)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	enum cmh_status status = cmh_read_all(map, "nodelist", &entries, err);
	uint64_t self = own_position(&entries);
	unsigned before = 0, position;
	bool some = false, good = true;

	for (size_t i = 0; i < entries.n && good; i++) { /* in natural order: by position */
		if (sscanf(entries.v[i].key, "nodelist.node.%u.", &position) != 1 || (some && position == before))
			continue;
		good = add_position(out, &entries, position, self);
		before = position;
		some = true;
	}
	cmh_entries_clear(&entries);
	if (!good)
		return error_text_no_memory(err);
	sort(out);
	return status;
}

/* ---- choosing --------------------------------------------------------------- */

/* The node of a name or an address. NULL: none. */
static const struct roster_node *
find(const struct roster *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].name, name) == 0 || (all->v[i].address != NULL && strcmp(all->v[i].address, name) == 0))
			return &all->v[i];
	return NULL;
}

/* Adds a node, unless it is there already. */
static bool
choose(const struct roster *all, const char *name, struct roster *out)
{
	const struct roster_node *node = find(all, name);

	if (find(out, node != NULL ? node->name : name) != NULL)
		return true;
	return node != NULL ? add(out, node->name, node->address, node->self) : add(out, name, NULL, all->n == 0 && is_this_host(name));
}

enum cmh_status
roster_choose(const struct roster *all, const char *list, struct roster *out, struct cmh_error *err)
{
	struct node_list names = NODE_LIST_INIT;
	enum cmh_status status = CMH_OK;
	bool good = true;

	if (strcmp(list, "all") != 0)
		status = node_list_parse(list, &names, err);
	else if (all->n == 0)
		status = error_text_set(err, CMH_INVALID, "name the nodes: -N node1,node2", "the map has no nodelist");
	else
		for (size_t i = 0; i < all->n && good; i++)
			good = node_list_add(&names, all->v[i].name);
	for (size_t i = 0; i < names.n && status == CMH_OK && good; i++)
		good = choose(all, names.v[i], out);
	node_list_clear(&names);
	sort(out);
	return good ? status : error_text_no_memory(err);
}

void
roster_clear(struct roster *roster)
{
	for (size_t i = 0; i < roster->n; i++) {
		free(roster->v[i].name);
		free(roster->v[i].address);
	}
	free(roster->v);
	*roster = (struct roster)ROSTER_INIT;
}
