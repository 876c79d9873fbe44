/* SPDX-License-Identifier: BSD-3-Clause */
/* The cluster as several nodes see it. For commands/status_all*.c. */
#ifndef COMMANDS_STATUS_ALL_H
#define COMMANDS_STATUS_ALL_H

#include "commands/status.h"
#include "compare/node_rows.h"

/* How much a node says of whom it sees. */
enum view {
	VIEW_FAILED,    /* it was asked, and nothing is known: see `why` */
	VIEW_NOT_ASKED, /* another node sees it */
	VIEW_EMPTY,     /* its map has no members: it may be a corosync.conf */
	VIEW_CUT,       /* its map ends early */
	VIEW_FULL,
};

/* A node, and what it sees. */
struct viewer {
	const char *name;
	enum view view;
	bool stopped;             /* it failed because corosync does not run there */
	char *why;                /* it failed */
	unsigned id;              /* if it was not asked; else 0 */
	char *version;            /* of its corosync; NULL: not known */
	struct status status;
	struct cmh_entries lists[CLUSTER_LISTS];
	const struct cmh_entries *views[CLUSTER_LISTS];
};

/* Two nodes that see each other differently. */
struct contradiction {
	const struct viewer *from, *to; /* `from` does not see `to`, which sees `from` */
	int link;                       /* -1: it is about the membership */
};

struct overview {
	struct app *app;
	bool report;                    /* the nodes are those of a report, which asked nobody */
	struct viewer *v, *others;      /* the nodes that were asked; those that were not */
	size_t n, n_others, others_capacity;
	const struct viewer **rows;     /* both, by name */
	size_t n_rows;
	char **names;                   /* of the nodes that are known */
	struct cmh_entries *settings;   /* of the same nodes */
	struct cmh_handle **maps;       /* see node_rows_begin() */
	size_t n_known;
	struct contradiction *against;
	size_t n_against, against_capacity;
	size_t n_settings;              /* that differ */
	struct left_out excepted, unsure; /* of all nodes */
};

/* Whether there is a map of the node. */
static inline bool
viewer_is_known(const struct viewer *viewer)
{
	return viewer->view >= VIEW_EMPTY;
}

/* status_overview.c: finds what nodes see differently, and the nodes that were not asked. False: out of memory. */
bool overview_compare(struct overview *all);

/* How many of the nodes that were asked say at least so much of whom they see. */
size_t overview_count(const struct overview *all, enum view least);

/* Whether nodes have different versions of corosync. */
bool overview_versions_differ(const struct overview *all);

/* The node of a viewer in the cluster that another one sees. NULL: that does not know it. */
const struct cluster_node *viewer_sees(const struct viewer *viewer, const struct viewer *other);

/* Calls `print` for each setting that differs. False: out of memory. */
bool overview_each_setting(struct overview *all, void (*print)(struct overview *all, const struct node_row *row));

/* status_matrix.c: prints who sees whom, and who has quorum; also of nodes that were not asked. */
void overview_print_matrix(struct output *out, const struct overview *all);

/* status_all_print.c: as one screen, as the codes of the findings, or as records. */
void overview_print(struct overview *all);

/* status_all_text.c: prints an empty line, and a heading. */
void overview_print_heading(struct output *out, const char *text);

/* status_all_findings.c: prints the findings of all nodes, the worst first. Returns whether there are any. */
bool overview_print_findings(struct output *out, const struct overview *all);

/*
 * Returns the nodes of which something is true: "node[1-3]". The caller frees it. NULL: of none, or
 * it is true of a node before the `from`-th, too, which has printed it; or out of memory, see out->failed.
 */
char *overview_nodes(struct output *out, const struct overview *all, size_t from,
		     bool (*is_true)(const struct viewer *viewer, const void *what), const void *what);

/* status_verdict.c: prints what is not judged, and, unless something was found, whether the nodes agree. */
void overview_print_verdict(struct output *out, const struct overview *all, bool found);

/* status_all_records.c */
void overview_print_records(struct overview *all);

#endif
