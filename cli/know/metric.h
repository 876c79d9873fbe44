/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known of numbers in the maps: their units, which of them count, and their names for monitoring. */
#ifndef KNOW_METRIC_H
#define KNOW_METRIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmh.h"

enum metric_kind {
	METRIC_GAUGE,
	METRIC_COUNTER, /* only grows, until it is cleared or corosync restarts */
	METRIC_JOINED,  /* a str; "joined" is 1, everything else 0 */
};

/* What corosync keeps a number in; the base units are seconds, bytes, a ratio and what is counted. */
enum metric_unit {
	UNIT_NONE,
	UNIT_S,
	UNIT_MS,
	UNIT_US,
	UNIT_NS,
	UNIT_EPOCH_MS, /* a point in time: since 1970 */
	UNIT_PERCENT,
	UNIT_BYTES,
	UNIT_PACKETS,
	UNIT_MESSAGES,
	UNIT_ERRORS,
	UNIT_RETRIES,
	UNIT_VOTES,
	UNIT_CONNECTIONS,
	N_UNITS,
};

/* A number. The rows are in metric_table.c. */
struct metric {
	const char *field; /* the last component of its key */
	const char *name;  /* of the family, without the group's and the unit; NULL: the field */
	enum metric_kind kind;
	enum metric_unit unit;
	const char *help;
	uint64_t none; /* with this value there is no sample yet; 0: there always is */
};

enum { METRIC_LABELS = 3 };

/* What is below one branch, or below many of one kind. */
struct metric_group {
	const char *pattern;                /* of the keys up to the field; a * is the rest of a component */
	const char *name;                   /* begins the names of its families, behind "corosync_" */
	const char *labels[METRIC_LABELS];  /* what the stars are; NULL behind the last one */
	const struct metric *metrics;
	size_t n;
};

/* All groups, the first that fits a key counts; ended by one without a pattern. */
extern const struct metric_group metric_groups[];

/* What is known of a key; NULL: nothing. Static. */
const struct metric *metric_find(const char *key);

/*
 * Whether a number with this key shows the state of corosync: what is known,
 * and everything else below stats. and runtime., of which a newer corosync may
 * have more. Configuration does not.
 */
bool metric_is_state(const char *key);

/* Each takes NULL for a metric that is not known. */
bool metric_is_counter(const struct metric *metric);

/* The unit as people write it behind a value as corosync keeps it: "ms", "µs", "packets". NULL: none. Static, UTF-8. */
const char *metric_unit_text(const struct metric *metric);

/* The base unit, "seconds"; NULL: none. Static. A value times 10^*exponent is in it; `exponent` may be NULL. */
const char *metric_base_unit(const struct metric *metric, int *exponent);

/*
 * Whether a value is what the table says of its key. Anybody can write anything
 * into icmap, and a saved map holds what it wants: a counter may be below 0.
 */
bool metric_fits(const struct metric *metric, const struct cmh_value *value);

/*
 * Whether a value is a sample: what a metric has for one, which has to fit; with
 * NULL a number. Not corosync's way to say that there is none.
 */
bool metric_is_sample(const struct metric *metric, const struct cmh_value *value);

/* A sample in the base unit, exact, as OpenMetrics writes numbers. Owned by the caller; NULL: out of memory. */
char *metric_value_text(const struct metric *metric, const struct cmh_value *value);

/* A part of a key that names what the number belongs to. */
struct metric_label {
	const char *name;
	const char *value; /* in the key, or static; not ended by a NUL */
	size_t len;
};

/* The labels of a key: node, link, service … The number of them. */
size_t metric_labels(const char *key, struct metric_label labels[METRIC_LABELS]);

/*
 * The name of the family that a key belongs to, as OpenMetrics has it: with
 * the base unit, without the _total of a counter. `metric` is what
 * metric_find() said. With NULL a name that no known metric has is made from
 * the key; two keys may have the same one then, and need their key as a label.
 * Owned by the caller; NULL: out of memory.
 */
char *metric_family(const char *key, const struct metric *metric);

#endif
