/* SPDX-License-Identifier: BSD-3-Clause */
/* What the watch of a wait must cover. */
#include <stdlib.h>

#include "task/wait.h"

const char **
wait_task_paths(const struct wait_task *w, size_t *n)
{
	const char **paths = calloc(w->n + w->has_fail_if + 1, sizeof(*paths));

	*n = w->n + w->has_fail_if;
	for (size_t i = 0; paths != NULL && i < *n; i++)
		paths[i] = w->conditions[i].name;
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
