/* SPDX-License-Identifier: BSD-3-Clause */
/* The one place that includes libcmap's header. */
#ifndef CMH_LIBCMAP_H
#define CMH_LIBCMAP_H

#include <stdbool.h>

#include <corosync/cmap.h>

/*
 * Makes libcmap ready, before the first call of it on a thread. libcmh.so is linked to it
 * (libcmap_linked.c); cmapsh loads it when it connects (libcmap_load.c), and the tests
 * have another one. False: it cannot be loaded.
 */
bool libcmap_ready(void);

#endif
