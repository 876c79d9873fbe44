/* SPDX-License-Identifier: BSD-3-Clause */
/* Counters, from one poll to the next. Pure: nothing here asks corosync or prints. */
#ifndef TASK_COUNTERS_H
#define TASK_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cmh_entries;

enum { RATE_PAST = 120 };

/* The change of a counter from one poll to the next. */
struct rate {
	const char *key;        /* of the counter */
	const char *unit;       /* "bytes"; NULL: it only counts that something happened */
	bool known;             /* there was a poll before this one */
	bool cleared;           /* the counter decreased: no rate */
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

/* All zero: no counters. Release it with counters_clear(). */
struct counters {
	struct counter *v; /* in the order of names */
	size_t n;
	double at;         /* the time of the last poll, in seconds; 0: none yet */
	bool late;         /* the last poll was late, and skipped */
};

/*
 * Takes the counters of a poll from `keys`, which are in the order of names.
 * `now` is the time of any clock, in seconds above 0; `interval` is how many
 * seconds should pass between polls. *fresh: there are new rates. False: out of
 * memory.
 *
 * A late poll is skipped, unless the one before it was skipped, too. If corosync
 * pauses in the middle of a poll, the first values are older than the last ones,
 * and their rates would be wrong. The rates of the next poll cover both intervals.
 */
bool counters_read(struct counters *counters, const struct cmh_entries *keys, double now, double interval, bool *fresh);

void counters_clear(struct counters *counters);

#endif
