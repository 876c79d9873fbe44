/* SPDX-License-Identifier: BSD-3-Clause */
/* States of a cluster that everybody waits for, by name: wait quorate. The opposite of findings. */
#ifndef KNOW_GOAL_H
#define KNOW_GOAL_H

#include "know/cluster.h"

enum goal_state { GOAL_NO, GOAL_YES, GOAL_UNKNOWN };

struct goal {
	const char *name;
	const char *meaning;
	bool asks_quorum; /* only corosync itself can say it, by cmh_quorum_get() */
	bool reads_links; /* needs the state of links, which is polled */
	/* Whether it is reached; unless GOAL_YES, *why is the reason, which the caller frees; NULL: out of memory. */
	enum goal_state (*judge)(const struct cluster *cluster, char **why);
};

/* All goals. */
const struct goal *goals(size_t *n);

/* Returns the hint "did you mean" with the name of a goal that is similar. The caller frees it. NULL: none is, or out of memory. */
char *goal_hint(const char *name);

/* Returns the goal of that name. NULL: none has it. */
const struct goal *goal_find(const char *name);

/* Whether the keys of a path, of cluster_paths(), are needed to judge it. */
bool goal_needs(const struct goal *goal, const char *path);

#endif
