/* SPDX-License-Identifier: BSD-3-Clause */
/* Compares what several nodes see. */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "commands/status_all.h"
#include "know/key_own.h"

/* ---- nodes --------------------------------------------------------------------- */

/* Whether a node that somebody sees is this one: by its id, or by the name or the address by which it was asked. */
static bool
is_viewer(const struct cluster_node *node, const struct viewer *viewer)
{
	const struct cluster_node *self = viewer->status.cluster.self;
	bool is = strcmp(node->name, viewer->name) == 0;

	if (self != NULL || viewer->id != 0)
		return node->id == (self != NULL ? self->id : viewer->id);
	for (unsigned l = 0; l < CLUSTER_LINKS && !is; l++)
		is = node->link[l].address != NULL && strcmp(node->link[l].address, viewer->name) == 0;
	return is;
}

const struct cluster_node *
viewer_sees(const struct viewer *viewer, const struct viewer *other)
{
	const struct cluster *c = &viewer->status.cluster;

	for (size_t i = 0; i < c->n && viewer_is_known(viewer); i++)
		if (is_viewer(&c->nodes[i], other))
			return &c->nodes[i];
	return NULL;
}

size_t
overview_count(const struct overview *all, enum view least)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].view >= least;
	return n;
}

/* Adds a node that somebody sees, unless it is one of those that are there. False: out of memory. */
static bool
add_other(struct overview *all, const struct cluster_node *node)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_viewer(node, &all->v[i]))
			return true;
	for (size_t i = 0; i < all->n_others; i++)
		if (is_viewer(node, &all->others[i]))
			return true;
	if (!array_reserve(&all->others, &all->others_capacity, all->n_others + 1, sizeof(*all->others)))
		return false;
	all->others[all->n_others++] = (struct viewer){ .name = node->name, .view = VIEW_NOT_ASKED, .id = node->id };
	return true;
}

static int
by_name(const void *a, const void *b)
{
	return cmh_name_cmp((*(const struct viewer *const *)a)->name, (*(const struct viewer *const *)b)->name);
}

/*
 * Finds the nodes that were not asked, and sorts all. A node without members may have another name here than
 * there. False: out of memory.
 */
static bool
add_others(struct overview *all)
{
	bool good = true;

	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i].status.cluster.n && all->v[i].view >= VIEW_CUT && good; k++)
			good = add_other(all, &all->v[i].status.cluster.nodes[k]);
	all->rows = good ? calloc(all->n + all->n_others + 1, sizeof(*all->rows)) : NULL;
	if (all->rows == NULL)
		return false;
	for (size_t i = 0; i < all->n; i++)
		all->rows[all->n_rows++] = &all->v[i];
	for (size_t i = 0; i < all->n_others; i++)
		all->rows[all->n_rows++] = &all->others[i];
	qsort(all->rows, all->n_rows, sizeof(*all->rows), by_name);
	return true;
}

/* ---- contradictions -------------------------------------------------------------- */

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
	bool good = add_others(all);

	for (size_t i = 0; i < all->n; i++) {
		good = good && left_out_add(&all->excepted, &all->v[i].status.excepted) &&
		       left_out_add(&all->unsure, &all->v[i].status.unsure);
		for (size_t k = 0; k < all->n && good; k++)
			good = compare_pair(all, &all->v[i], &all->v[k]);
	}
	return good;
}

bool
overview_each_setting(struct overview *all, void (*print)(struct overview *all, const struct node_row *row))
{
	const struct node_row *row;
	struct node_rows rows;
	bool good = node_rows_begin(&rows, all->settings, all->maps, all->n_known);

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
