/* SPDX-License-Identifier: BSD-3-Clause */
/* Changes that corosync reported, on their way from the connection's thread to the caller. */
#ifndef CMH_FEED_H
#define CMH_FEED_H

#include <sys/queue.h>

#include "cmh.h"

enum { FEED_MAX = 16384 }; /* reports; more are counted as dropped */

/* A change as corosync reported it. */
struct report {
	STAILQ_ENTRY(report) next;
	int event; /* CMAP_TRACK_ADD, _MODIFY, _DELETE */
	struct timespec time;
	char *key;
	struct cmh_value before, after;
};

struct feed {
	STAILQ_HEAD(, report) reports; /* oldest first */
	size_t n;
	uint64_t dropped; /* how many reports are missing after the last one */
	bool lost;        /* and after them corosync was lost */
};

void report_free(struct report *report);

/* Makes a new feed, which is empty. */
void feed_init(struct feed *feed);

/* Releases everything and makes it empty. */
void feed_clear(struct feed *feed);

/* Whether it is empty: without reports, with none missing, and corosync was not lost. */
bool feed_is_empty(const struct feed *feed);

/* Appends a report, which it takes. Without room for it, or if it is NULL (out of memory), counts it as dropped. */
void feed_push(struct feed *feed, struct report *report);

/* Takes the oldest report out, owned by the caller (report_free()). NULL: there is none. */
struct report *feed_pop(struct feed *feed);

/* Moves everything to `to`, which must be empty. */
void feed_move(struct feed *to, struct feed *from);

#endif
