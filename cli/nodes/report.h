/* SPDX-License-Identifier: BSD-3-Clause */
/* The nodes of a report, made of its files: whose each is. Pure functions. */
#ifndef NODES_REPORT_H
#define NODES_REPORT_H

#include "nodes/report_files.h"

enum { REPORT_KINDS = 6 };

/* A node, and the files that are about it. */
struct report_node {
	char *name;
	struct report_file *icmap, *stats, *quorum, *links, *version, *conf; /* NULL: none */
};

/* Sorted by name, and no name is there twice. Its files are those of `files`. */
struct report {
	struct report_files files;
	struct report_node *v;
	size_t n, capacity;
};

#define REPORT_INIT { .v = NULL }

/*
 * Finds the nodes: there is one for each map, or for each corosync.conf that is not beside
 * a map. A file belongs to a node if it is in the node's folder; of
 * two of a kind, the longer one. False: out of memory.
 */
bool report_find_nodes(struct report *report);

/* The node of a name. NULL: none. */
const struct report_node *report_node(const struct report *report, const char *name);

/* Returns what the files of a node have that are not maps, one after the other. The caller frees it. NULL: nothing, or out of memory. */
char *report_printed(const struct report_node *node);

void report_clear(struct report *report);

#endif
