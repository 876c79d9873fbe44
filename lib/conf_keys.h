/* SPDX-License-Identifier: BSD-3-Clause */
/* A list of keys that a corosync.conf makes, in the order in which corosync sets them. */
#ifndef CMH_CONF_KEYS_H
#define CMH_CONF_KEYS_H

#include "cmh.h"

struct conf_place {
	size_t line, name, value; /* the last two are columns; all count from 1 */
};

struct conf_key {
	char *name;
	struct cmh_value value; /* with only its type if it is missing */
	char *why;              /* why the value is missing; else NULL */
	struct conf_place at;
	bool overwritten;       /* a later key of the list has the same name */
};

struct conf_keys {
	struct conf_key *v;
	size_t n, capacity;
};

/* Appends a key and takes what it owns, also when it fails. False: out of memory. */
bool conf_keys_add(struct conf_keys *keys, struct conf_key key);

/*
 * Finds the keys that stay, as an array sorted by name, and marks the others. The
 * caller frees the array. NULL: out of memory, or the list is empty.
 */
const struct conf_key **conf_keys_sort(struct conf_keys *keys, size_t *n);

/* Makes a copy with another name, which it takes. False: out of memory; `out` is empty then. */
bool conf_key_copy(const struct conf_key *key, char *name, struct conf_key *out);

void conf_key_clear(struct conf_key *key);
void conf_keys_clear(struct conf_keys *keys);

#endif
