/* SPDX-License-Identifier: BSD-3-Clause */
/* Merges the records of several nodes by their time. */
#ifndef TASK_NODES_QUEUE_H
#define TASK_NODES_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>
#include <time.h>

struct record;

struct queued {
	struct record *record; /* owned; NULL: what has happened to the connection */
	const char *what;      /* that: "start", "lost" or "reconnected" */
	char *why;             /* owned; NULL: none */
	size_t node;           /* from which it is */
	struct timespec time;  /* of a record and of a start: by the clock of the node */
	int64_t due;           /* clock_ms() from which on it is not kept back */
	TAILQ_ENTRY(queued) entry;
};

/* In the order of time. Initialize it with TAILQ_INIT(). */
TAILQ_HEAD(nodes_queue, queued);

/*
 * Adds a record, which it takes. It is kept for a moment, because one from another node
 * may be older, and still be on its way. False: out of memory.
 */
bool nodes_queue_add(struct nodes_queue *queue, struct record *record, size_t node, struct timespec time);

/* Adds what has happened to the connection to a node. `what`: static; `why` is copied, NULL: none. False: out of memory. */
bool nodes_queue_add_event(struct nodes_queue *queue, const char *what, const char *why, size_t node, struct timespec time);

/* Returns how many of the oldest records can be taken: those up to the last one that was kept for long enough. */
size_t nodes_queue_ready(const struct nodes_queue *queue);

/* Takes the oldest record. The caller frees it with nodes_queue_free(). NULL: none. */
struct queued *nodes_queue_take(struct nodes_queue *queue);

/* Returns clock_ms() at which a record will be there; 0: none. */
int64_t nodes_queue_due(const struct nodes_queue *queue);

void nodes_queue_free(struct queued *queued);

#endif
