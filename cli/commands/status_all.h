/* SPDX-License-Identifier: BSD-3-Clause */
/* The cluster as several nodes see it. For commands/status_all*.c. */
#ifndef COMMANDS_STATUS_ALL_H
#define COMMANDS_STATUS_ALL_H

#include "commands/status.h"
#include "compare/node_rows.h"

/* A node that was asked, and what it sees. */
struct viewer {
	char *name;
	bool known;               /* it has answered */
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
	struct viewer *v;
	size_t n, n_known;
	char **names;                   /* of the nodes that have answered */
	struct cmh_entries *settings;   /* of the same nodes */
	struct contradiction *against;
	size_t n_against, against_capacity;
	size_t n_settings;              /* that differ */
};

/* status_overview.c: finds what nodes see differently. False: out of memory. */
bool overview_compare(struct overview *all);

/* Whether nodes have different versions of corosync. */
bool overview_versions_differ(const struct overview *all);

/* The node of a viewer in the cluster that another one sees. NULL: that does not know it. */
const struct cluster_node *viewer_sees(const struct viewer *viewer, const struct viewer *other);

/* Calls `print` for each setting that differs. False: out of memory. */
bool overview_each_setting(struct overview *all, void (*print)(struct overview *all, const struct node_row *row));

/* status_matrix.c: prints who sees whom, and who has quorum. */
void overview_print_matrix(struct output *out, const struct overview *all);

/* status_all_print.c: as one screen, as the codes of the findings, or as records. */
void overview_print(struct overview *all);

/* status_all_records.c */
void overview_print_records(struct overview *all);

#endif
