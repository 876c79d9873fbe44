/* SPDX-License-Identifier: BSD-3-Clause */
/* The one place that includes libcmap's header. */
#ifndef CMH_LIBCMAP_H
#define CMH_LIBCMAP_H

#include <corosync/cmap.h>

#endif
