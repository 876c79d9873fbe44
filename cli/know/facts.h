/* SPDX-License-Identifier: BSD-3-Clause */
/* Values of a map that were read to explain keys: only those that are wanted. */
#ifndef KNOW_FACTS_H
#define KNOW_FACTS_H

#include <stdbool.h>

#include "cmh.h"

/* The branch with the nodes. It is read completely, because a list of nodes has no other end. */
#define FACTS_NODES "nodelist.node"

struct facts {
	struct cmh_entries entries; /* sorted after facts_read() */
	bool nodes;                 /* the nodes are wanted */
	bool known;                 /* they were read: a key without a value is absent */
	bool deep;                  /* reading costs nothing: also what could replace absent keys is wanted */
};

#define FACTS_INIT { .entries = CMH_ENTRIES_INIT }

/* Adds a key to those that are wanted. False: out of memory. */
bool facts_want(struct facts *facts, const char *key);

/* Reads what is wanted. On failure nothing is known. */
enum cmh_status facts_read(struct facts *facts, struct cmh_handle *map, struct cmh_error *err);

/* Takes entries that were read elsewhere, and sorts them. */
void facts_take(struct facts *facts, struct cmh_entries *entries);

/* Returns the value of a key; facts own it. NULL: it is absent, could not be read, or was not wanted. */
const struct cmh_value *facts_value(const struct facts *facts, const char *key);

/* Returns why a key that was wanted could not be read; facts own it. NULL: it was read, or does not exist. */
const struct cmh_error *facts_error(const struct facts *facts, const char *key);

/* The same as facts_value() for the text of a str. */
const char *facts_text(const struct facts *facts, const char *key);

/* Returns how many keys match a pattern. */
size_t facts_count(const struct facts *facts, const char *pattern);

void facts_clear(struct facts *facts);

#endif
