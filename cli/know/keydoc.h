/* SPDX-License-Identifier: BSD-3-Clause */
/* What is known about keys, whether or not they exist. */
#ifndef KNOW_KEYDOC_H
#define KNOW_KEYDOC_H

#include <stdbool.h>
#include <stdint.h>

#include "cmh.h"

struct keydoc {
	const char *pattern; /* of the name; * stands for one component, a final ** for the rest */
	enum cmh_type type;  /* the one that corosync reads; CMH_NONE: not fixed */
	int64_t min, max;    /* what corosync takes, both 0: any. It does not check by itself */
	const char *values;  /* that are usual, separated by blanks; NULL: not known */
	const char *guard;   /* why a change has to be confirmed; NULL: it has not */
	bool strict;         /* corosync is damaged by another type: never sent */
	bool read_only;      /* as far as is known: corosync decides */
};

/* The first row that fits a key; NULL: nothing is known. */
const struct keydoc *keydoc_find(const char *key);

/* The names that the table has in full, sorted: what there is to offer without corosync. False: out of memory. */
bool keydoc_names(struct cmh_entries *out);

/*
 * Whether a key moves by itself while nothing is changed: counters, times,
 * connections. Who compares maps does not look for these.
 */
bool keydoc_is_volatile(const char *key);

/* The present name of a key that was renamed or that people mistake for another, with its rest. Owned by the caller. NULL: none. */
char *keydoc_renamed(const char *key);

#endif
