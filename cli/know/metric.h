/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers in the maps as metrics: which of them count, their units, and their names for monitoring. */
#ifndef KNOW_METRIC_H
#define KNOW_METRIC_H

#include <stdbool.h>
#include <stddef.h>

#include "know/key.h"

/* The row of a key that is a metric; NULL: the key is none, as far as is known. */
const struct key_info *metric_find(const char *key);

/*
 * Whether a number with this key shows the state of corosync: every metric, and
 * everything else below stats. and runtime., of which a newer corosync may have
 * more. Configuration does not.
 */
bool metric_is_state(const char *key);

/* Each of these takes NULL for a metric that is not known. */
bool metric_is_counter(const struct key_info *metric);

/* The unit as people write it after a value as corosync keeps it: "ms", "µs", "packets". NULL: none. Static, UTF-8. */
const char *metric_unit_text(const struct key_info *metric);

/* The base unit, "seconds"; NULL: none. Static. A value times 10^*exponent is in it; `exponent` may be NULL. */
const char *metric_base_unit(const struct key_info *metric, int *exponent);

/*
 * Whether a value is what the table says of its key. Any client can write anything
 * into icmap, and a saved map holds whatever it was given: a counter may be below 0.
 */
bool metric_fits(const struct key_info *metric, const struct cmh_value *value);

/*
 * Whether a value is a sample: of a metric, whose value has to fit, any but the one
 * that means "no sample yet"; with NULL any number.
 */
bool metric_is_sample(const struct key_info *metric, const struct cmh_value *value);

/* A sample in the base unit, exact, as OpenMetrics writes numbers. The caller frees it; NULL: out of memory. */
char *metric_value_text(const struct key_info *metric, const struct cmh_value *value);

/* A part of a key that names what the number belongs to. */
struct metric_label {
	const char *name;
	const char *value; /* in the key, or static; not ended by a NUL */
	size_t len;
};

/* The labels of a key: node, link, service … Returns their number. */
size_t metric_labels(const char *key, struct metric_label labels[METRIC_LABELS]);

/*
 * The name of the family that a key belongs to, as OpenMetrics has it: corosync_,
 * the group, the name and the base unit, without the _total of a counter. `metric`
 * is what metric_find() said. With NULL a name that no known metric has is made from
 * the key; two keys may have the same one then, and need their key as a label.
 * The caller frees it; NULL: out of memory.
 */
char *metric_family(const char *key, const struct key_info *metric);

#endif
