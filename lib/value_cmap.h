/* SPDX-License-Identifier: BSD-3-Clause */
/* Values to the form of libcmap and back. */
#ifndef CMH_VALUE_CMAP_H
#define CMH_VALUE_CMAP_H

#include "cmh.h"
#include "libcmap.h"

/*
 * The size of the buffer for every get: corosync 3.1.7 crashes when it gets a
 * NULL buffer, and writes past a short one in the stats map.
 */
enum { VALUE_RAW_SIZE = CMH_VALUE_MAX + 64 };

/* Makes a value of what libcmap read, owned by the caller. CS_ERR_MESSAGE_ERROR: the length is wrong for the type. CS_ERR_NO_MEMORY. */
cs_error_t value_from_cmap(struct cmh_value *out, cmap_value_types_t type, const void *raw, size_t len);

/* What cmap_set() takes: `*raw` points into `value`, or to `scratch`, which has 8 bytes. Returns the length. */
size_t value_to_cmap(const struct cmh_value *value, void *scratch, const void **raw);

#endif
