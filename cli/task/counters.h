/* SPDX-License-Identifier: BSD-3-Clause */
/* Counters, from one reading to the next. Nothing here asks corosync or prints. */
#ifndef TASK_COUNTERS_H
#define TASK_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cmh_entries;

enum { RATE_PAST = 120 };

/* What a counter did from one poll to the next. */
struct rate {
	const char *key;        /* of the counter */
	const char *unit;       /* that it counts in: "bytes"; NULL: it counts events of no name */
	bool known;             /* there was a poll before this one */
	bool cleared;           /* the counter decreased: there is no rate */
	uint64_t delta;         /* its increase in `seconds` */
	double seconds, per_second;
	double past[RATE_PAST]; /* the rates of the last minute, or as many as fit, newest first */
	size_t n_past;
};

struct counter {
	char *key;
	uint64_t value; /* of the last poll */
	struct rate rate;
};

/* All zero: none. Release it with counters_clear(). */
struct counters {
	struct counter *v; /* in the order of names */
	size_t n;
	double at;         /* when they were read, in seconds; 0: not yet */
	bool late;         /* the last reading came late, and was left out */
};

/*
 * Takes a reading: what is a counter among the keys, which are in the order of
 * names, at `now` (seconds, any clock, above 0). `interval`: seconds from one
 * reading to the next, as it should be. One that comes late is left out, unless
 * the one before it was, too: while corosync pauses in the middle of a reading,
 * its first values are older than its last ones, and divided by the same time
 * they would show leaps that there were not. The next one makes up for it, since
 * its rates are since the last one that was taken.
 * *fresh: there are rates that were not there before. False: out of memory.
 */
bool counters_read(struct counters *counters, const struct cmh_entries *keys, double now, double interval, bool *fresh);

void counters_clear(struct counters *counters);

#endif
