/* SPDX-License-Identifier: BSD-3-Clause */
/* A task that shows a state again when it has changed, at most once a second. For status. */
#ifndef TASK_REFRESH_H
#define TASK_REFRESH_H

#include "task/task.h"

/* What is known when the state is shown. */
struct refresh_state {
	const struct cmh_entries *lists[2]; /* the keys of both maps; of one that is not open, none */
	const struct cmh_quorum *quorum;    /* what corosync says; NULL: see `why` */
	const char *why;                    /* why quorum is not known */
	const char *away;                   /* corosync does not answer, or was lost: what happened; NULL: it answers */
	pid_t pid;
};

/* Shows a state. False: out of memory. */
typedef bool refresh_fn(void *arg, struct output *out, const struct refresh_state *state);

/*
 * Draws lines from the top of the terminal on, and clears what is left of those before. A line that is too long takes
 * several rows. So many rows stay free at the bottom, at least 1; how many rows do not fit is said in the last one.
 */
void refresh_draw(struct output *out, const char *text, int below);

/* Returns a task for task_start(), which frees it. It calls show(arg, ...). NULL: out of memory. */
struct task *refresh_task_new(refresh_fn *show, void *arg);

#endif
