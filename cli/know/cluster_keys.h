/* SPDX-License-Identifier: BSD-3-Clause */
/* The keys that a struct cluster is made of, and no others: one table of patterns. */
#ifndef KNOW_CLUSTER_KEYS_H
#define KNOW_CLUSTER_KEYS_H

#include "cmh.h"

/* All patterns, for a watch. *n receives their number. Static. */
const char *const *cluster_paths(size_t *n);

enum { CLUSTER_LISTS = 2 };

/*
 * Reads the keys, by one request for each, or all keys of a saved map. `counts`: with those that only serve
 * to count votes. They are in one of the lists, which are empty before and owned by the caller in any case.
 * Keys that do not exist have an error.
 */
enum cmh_status cluster_read(struct cmh_handle *map, bool counts, struct cmh_entries out[CLUSTER_LISTS], struct cmh_error *err);

#endif
