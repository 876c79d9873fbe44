/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A reading: names and values that were read one after the other. They must come
 * from one corosync. If it was restarted in between, the reading begins again.
 */
#ifndef CMH_READING_H
#define CMH_READING_H

#include "cmh_private.h"

struct reading {
	struct cmh_handle *handle;
	bool later; /* it continues another one, and cannot begin again */
	unsigned tries;
	int64_t deadline; /* of clock_ms(): later, it does not begin again */
};

/* Makes a reading on a handle, which has not begun. */
struct reading reading_on(struct cmh_handle *handle);

/* Begins, or begins again: what is read from now on comes from one corosync; from any, unless it continues another reading. */
void reading_begin(struct reading *reading);

/*
 * Adds what was not asked over the handle's connections, but comes from a corosync
 * too, whose pid may be 0, not known. False: the reading that goes on has begun with
 * another one.
 */
bool reading_add(struct cmh_handle *handle, pid_t pid);

/* Whether the reading failed because corosync was restarted in the middle, and is to begin again. Then `err` is cleared. */
bool reading_is_broken(const struct reading *reading, enum cmh_status status, struct cmh_error *err);

#endif
