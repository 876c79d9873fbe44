/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads the keys that a struct cluster is made of, and no others: those of cluster_paths.c. */
#ifndef KNOW_CLUSTER_KEYS_H
#define KNOW_CLUSTER_KEYS_H

#include "cmh.h"

enum { CLUSTER_LISTS = 2 };

/*
 * Reads the keys, by one request for each, or all keys of a saved map. `counts`: with those that only serve
 * to count votes. They are in one of the lists, which are empty before and owned by the caller in any case.
 * Keys that do not exist have an error. These are several calls: see cmh_read_together().
 */
enum cmh_status cluster_read(struct cmh_handle *map, bool counts, struct cmh_entries out[CLUSTER_LISTS], struct cmh_error *err);

#endif
