/* SPDX-License-Identifier: BSD-3-Clause */
/* Compares what several nodes see. */
#include <string.h>

#include "array.h"
#include "commands/status_all.h"
#include "know/key_own.h"

const struct cluster_node *
viewer_sees(const struct viewer *viewer, const struct viewer *other)
{
	const struct cluster *c = &viewer->status.cluster;
	const struct cluster_node *self = other->known ? other->status.cluster.self : NULL;

	for (size_t i = 0; i < c->n && viewer->known; i++)
		if (self != NULL ? c->nodes[i].id == self->id : strcmp(c->nodes[i].name, other->name) == 0)
			return &c->nodes[i];
	return NULL;
}

static bool
add_contradiction(struct overview *all, struct contradiction found)
{
	if (!array_reserve(&all->against, &all->against_capacity, all->n_against + 1, sizeof(found)))
		return false;
	all->against[all->n_against++] = found;
	return true;
}

/* Whether a node is seen as a member; whether a link to it is seen as down, or as up. */
static bool
is_joined(const struct cluster_node *node)
{
	return node->member == MEMBER_JOINED;
}

static bool
link_is(const struct cluster_node *node, unsigned l, bool connected)
{
	return node->link[l].address != NULL && node->link[l].known && node->link[l].connected == connected;
}

/* Finds what `from` does not see of `to`, which sees `from`. False: out of memory. */
static bool
compare_pair(struct overview *all, const struct viewer *from, const struct viewer *to)
{
	const struct cluster_node *there = viewer_sees(from, to), *back = viewer_sees(to, from);
	bool good = true;

	if (from == to || there == NULL || back == NULL)
		return true;
	if (there->member != MEMBER_UNKNOWN && !is_joined(there) && is_joined(back))
		good = add_contradiction(all, (struct contradiction){ from, to, -1 });
	for (unsigned l = 0; l < CLUSTER_LINKS && good; l++)
		if (link_is(there, l, false) && link_is(back, l, true))
			good = add_contradiction(all, (struct contradiction){ from, to, (int)l });
	return good;
}

bool
overview_compare(struct overview *all)
{
	bool good = true;

	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->n && good; k++)
			good = compare_pair(all, &all->v[i], &all->v[k]);
	return good;
}

bool
overview_each_setting(struct overview *all, void (*print)(struct overview *all, const struct node_row *row))
{
	const struct node_row *row;
	struct node_rows rows;
	bool good = node_rows_begin(&rows, all->settings, all->n_known);

	while (good && (row = node_rows_next(&rows)) != NULL)
		if (row->groups > 1 && !row->unknown && !key_is_own(row->key))
			print(all, row);
	node_rows_clear(&rows);
	return good;
}

bool
overview_versions_differ(const struct overview *all)
{
	const char *first = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const char *version = all->v[i].version;

		if (version != NULL && first != NULL && strcmp(version, first) != 0)
			return true;
		first = version != NULL ? version : first;
	}
	return false;
}
