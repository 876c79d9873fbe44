/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/nodes_queue.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "output/record.h"
#include "str.h"

enum { KEPT_MS = 200 };

static bool
is_before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

/* Adds what is of a node at its place. What is of one node stays in the order in which it came, whatever its clock does. */
static void
insert(struct nodes_queue *queue, struct queued *added)
{
	struct queued *after;

	added->due = clock_ms() + KEPT_MS;
	TAILQ_FOREACH_REVERSE(after, queue, nodes_queue, entry)
		if (after->node == added->node || !is_before(&added->time, &after->time))
			break;
	if (after != NULL)
		TAILQ_INSERT_AFTER(queue, after, added, entry);
	else
		TAILQ_INSERT_HEAD(queue, added, entry);
}

bool
nodes_queue_add(struct nodes_queue *queue, struct record *record, size_t node, struct timespec time)
{
	struct queued *added = malloc(sizeof(*added));

	if (added == NULL) {
		record_free(record);
		return false;
	}
	*added = (struct queued){ .record = record, .node = node, .time = time };
	insert(queue, added);
	return true;
}

bool
nodes_queue_add_event(struct nodes_queue *queue, const char *what, const char *why, size_t node, struct timespec time)
{
	struct queued *added = malloc(sizeof(*added));
	char *copy = why != NULL ? str_copy(why) : NULL;

	if (added == NULL || (why != NULL && copy == NULL)) {
		free(added);
		free(copy);
		return false;
	}
	*added = (struct queued){ .what = what, .why = copy, .node = node, .time = time };
	insert(queue, added);
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
	free(queued->why);
	free(queued);
}
