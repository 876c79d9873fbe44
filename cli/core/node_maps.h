/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The maps of several nodes, of a report or of the cluster: this node's is the live map, those of others are
 * read over ssh and opened as saved maps.
 */
#ifndef CORE_NODE_MAPS_H
#define CORE_NODE_MAPS_H

#include "core/app.h"

/* A node that -N names, and its map. */
struct node_map {
	char *name;
	bool self;              /* it is this node */
	struct cmh_handle *map; /* NULL: it has not answered, see `why` */
	bool opened;            /* for these maps: node_maps_close() closes it */
	struct cmh_error why;
	char *report;           /* the output of corosync -v and corosync-quorumtool; NULL: none */
};

/* Sorted by name. */
struct node_maps {
	struct node_map *v;
	size_t n;
	struct cmh_handle *live; /* opened for these maps; NULL: it was open before */
	bool wants_reports;      /* set by the caller */
	const char *name;        /* set by the caller: of the map of the only node; NULL: "@" and that of the node */
};

#define NODE_MAPS_INIT { .v = NULL }

/*
 * Opens the maps of the nodes of a list, with the keys that `n` paths cover, all keys
 * if n is 0: at once, so that it takes as long as the slowest. A node that fails is no
 * error here. Prints its own errors. The caller calls node_maps_close() in any case.
 */
enum exit_code node_maps_open(struct app *app, const char *list, const char *const *paths, size_t n, struct node_maps *out);

/* The same without printing errors. Any other status than CMH_OK: see `err`. */
enum cmh_status node_maps_read(struct app *app, const char *list, const char *const *paths, size_t n, struct node_maps *out,
			       struct cmh_error *err);

/* Prints why nodes have not answered, and counts them. */
void node_maps_fail(struct app *app, struct node_maps *maps, struct tally *tally);

/* Checks that -N can be used with the other settings. Prints the error. */
enum exit_code node_maps_check(struct app *app);

void node_maps_close(struct node_maps *maps);

#endif
