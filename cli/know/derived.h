/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Values that corosync computes of other values, and how: "1650 = 1000 + (3 nodes - 2) x 650".
 * The formulas are in derived_table.c.
 */
#ifndef KNOW_DERIVED_H
#define KNOW_DERIVED_H

#include <stdbool.h>
#include <stdint.h>

#include "cmh.h"
#include "know/facts.h"

enum { DERIVED_INPUTS = 4 };

enum derived_kind {
	DERIVED_DEFAULT, /* the value that corosync uses where the key is absent */
	DERIVED_IN_USE,  /* the value in use of the setting: corosync always computes it */
	DERIVED_AMOUNT,  /* what a value means in numbers, such as a percentage in ms */
};

/* The two sides of a sum. The owner calls derived_clear(). */
struct derived_value {
	char *value; /* left */
	char *sum;   /* right */
};

/* What a formula computes with. */
struct derived_source {
	const struct facts *facts;
	const char *key;
	uint64_t in[DERIVED_INPUTS];
};

struct derived {
	const char *key; /* pattern of the setting, or of another key that it is about */
	enum derived_kind kind;
	/*
	 * The keys with the numbers that it is computed from. A star is what the same star of
	 * `key` matches; one more star makes it the number of keys that match. A str is no
	 * number: the formula reads it from the facts.
	 */
	const char *inputs[DERIVED_INPUTS];
	const char *formula; /* in words */
	/* False: corosync does not compute it now, or out of memory. */
	bool (*compute)(const struct derived_source *source, struct derived_value *out);
};

/* All formulas, in no particular order. */
const struct derived *derived_table(size_t *n);

/* The formula of a key; NULL: corosync does not compute it. */
const struct derived *derived_find(const char *key);

/* Adds what the formula needs to the facts that are wanted. False: out of memory. */
bool derived_want(const struct derived *derived, const char *key, struct facts *facts);

/* Computes the value for a key. False: the facts are not enough, corosync does not compute it, or out of memory. */
bool derived_compute(const struct derived *derived, const char *key, const struct facts *facts, struct derived_value *out);
void derived_clear(struct derived_value *value);

/* Finds the keys whose values are computed from this one, directly or not. The caller calls str_list_free(). NULL: out of memory. */
char **derived_dependents(const char *key);

#endif
