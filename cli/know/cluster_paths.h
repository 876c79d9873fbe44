/* SPDX-License-Identifier: BSD-3-Clause */
/* The keys that a struct cluster is made of, and no others: one table of patterns. */
#ifndef KNOW_CLUSTER_PATHS_H
#define KNOW_CLUSTER_PATHS_H

#include <stddef.h>

/* What the stars of a pattern are, in their order. */
enum about {
	ONCE,           /* it has none */
	COUNT,          /* the same; the key only serves to count votes */
	LINK,
	NODEID,         /* the position of a node in the nodelist */
	POSITION,       /* the same */
	COUNT_POSITION, /* the same; the key only serves to count votes */
	POSITION_LINK,  /* the same, and a link */
	ID,             /* the id of a node */
	UNLISTED_ID,    /* the same, if no nodelist has it */
	PEER_LINK,      /* the id of another node than this one, and a link */
	PAUSE,          /* the number of a pause */
};

/* All patterns, as a watch takes them. *n receives their number. Static. */
const char *const *cluster_paths(size_t *n);

/* What the stars of the i-th pattern are. */
enum about cluster_path_about(size_t i);

#endif
