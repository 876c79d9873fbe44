/* SPDX-License-Identifier: BSD-3-Clause */
/* Values to the form of libcmap and back. */
#ifndef CMH_VALUE_CMAP_H
#define CMH_VALUE_CMAP_H

#include "cmh.h"
#include "libcmap.h"

/*
 * The size of the buffer for a get. corosync fills an answer of this size with zeros and
 * sends all of it, however short the value is; so a get begins with a buffer for the usual
 * value. One that is too short for a value of icmap is refused, and the get is repeated
 * with one for the longest. In the stats map corosync writes past it; but its values have
 * at most 16 bytes. A NULL buffer crashes corosync 3.1.7.
 */
enum {
	VALUE_USUAL_SIZE = 512,
	VALUE_RAW_SIZE = CMH_VALUE_MAX + 64,
};

/* Makes a value of what libcmap read, owned by the caller. CS_ERR_MESSAGE_ERROR: the length is wrong for the type. CS_ERR_NO_MEMORY. */
cs_error_t value_from_cmap(struct cmh_value *out, cmap_value_types_t type, const void *raw, size_t len);

/* What cmap_set() takes: `*raw` points into `value`, or to `scratch`, which has 8 bytes. Returns the length. */
size_t value_to_cmap(const struct cmh_value *value, void *scratch, const void **raw);

#endif
