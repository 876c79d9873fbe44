/* SPDX-License-Identifier: BSD-3-Clause */
/* The one place that includes json-c's header. */
#ifndef CMH_JSON_LIBRARY_H
#define CMH_JSON_LIBRARY_H

#include <stdbool.h>

#include <json-c/json.h>

/*
 * Makes json-c ready. libcmh.so and the tests are linked to it (json_linked.c); cmapsh loads
 * it when it meets JSON (json_load.c). False: it cannot be loaded, and its functions
 * return 0 or NULL.
 */
bool json_ready(void);

#endif
