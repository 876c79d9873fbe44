/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/nodes_queue.h"

#include <stdlib.h>

#include "clock.h"
#include "output/record.h"

enum { KEPT_MS = 200 };

static bool
is_before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

/* The records of one node stay in the order in which they came, whatever its clock does. */
bool
nodes_queue_add(struct nodes_queue *queue, struct record *record, size_t node, struct timespec time)
{
	struct queued *added = malloc(sizeof(*added)), *after;

	if (added == NULL) {
		record_free(record);
		return false;
	}
	*added = (struct queued){ .record = record, .node = node, .time = time, .due = clock_ms() + KEPT_MS };
	TAILQ_FOREACH_REVERSE(after, queue, nodes_queue, entry)
		if (after->node == node || !is_before(&time, &after->time))
			break;
	if (after != NULL)
		TAILQ_INSERT_AFTER(queue, after, added, entry);
	else
		TAILQ_INSERT_HEAD(queue, added, entry);
	return true;
}

int64_t
nodes_queue_due(const struct nodes_queue *queue)
{
	const struct queued *queued;
	int64_t due = 0;

	TAILQ_FOREACH(queued, queue, entry)
		if (due == 0 || queued->due < due)
			due = queued->due;
	return due;
}

size_t
nodes_queue_ready(const struct nodes_queue *queue)
{
	const struct queued *queued;
	size_t n = 0, ready = 0;
	int64_t now = clock_ms();

	TAILQ_FOREACH(queued, queue, entry) {
		n++;
		if (queued->due <= now)
			ready = n;
	}
	return ready;
}

struct queued *
nodes_queue_take(struct nodes_queue *queue)
{
	struct queued *first = TAILQ_FIRST(queue);

	if (first != NULL)
		TAILQ_REMOVE(queue, first, entry);
	return first;
}

void
nodes_queue_free(struct queued *queued)
{
	record_free(queued->record);
	free(queued);
}
