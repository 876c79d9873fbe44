/* SPDX-License-Identifier: BSD-3-Clause */
/* What the watch of a wait must cover. */
#include <stdlib.h>

#include "know/cluster_paths.h"
#include "task/wait.h"

/* Whether a condition is judged by the keys of a path of the cluster. */
static bool
is_needed(const struct wait_task *w, const char *path)
{
	for (size_t i = 0; i < w->n + w->has_fail_if; i++)
		if (w->conditions[i].goal != NULL && goal_needs(w->conditions[i].goal, path))
			return true;
	return false;
}

const char **
wait_task_paths(const struct wait_task *w, size_t *n)
{
	size_t conditions = w->n + w->has_fail_if, n_cluster;
	const char *const *cluster = cluster_paths(&n_cluster);
	const char **paths = calloc(conditions + n_cluster + 1, sizeof(*paths));

	*n = 0;
	for (size_t i = 0; paths != NULL && i < conditions; i++)
		if (w->conditions[i].goal == NULL)
			paths[(*n)++] = w->conditions[i].name;
	for (size_t i = 0; paths != NULL && i < n_cluster; i++)
		if (is_needed(w, cluster[i]))
			paths[(*n)++] = cluster[i];
	return paths;
}

bool
wait_task_reads_values(const struct wait_task *w)
{
	for (size_t i = 0; i < w->n + w->has_fail_if; i++)
		if (condition_reads_values(&w->conditions[i]))
			return true;
	return false;
}
