/* SPDX-License-Identifier: BSD-3-Clause */
#include "reading.h"

#include "clock.h"
#include "cmh_private.h"
#include "handle.h"

enum { MAX_TRIES = 3 };

struct reading
reading_on(struct cmh_handle *handle)
{
	return (struct reading){ handle, 0, clock_ms() + handle_options(handle)->timeout_ms };
}

void
reading_begin(struct reading *reading)
{
	if (!reading->handle->reading_held)
		reading->handle->origin = (struct origin){ 0 };
	reading->tries++;
}

bool
reading_is_broken(const struct reading *reading, enum cmh_status status)
{
	const struct cmh_handle *handle = reading->handle;
	enum cmh_reason reason = handle->last_error.reason;

	return status == CMH_UNREACHABLE && reason == CMH_REASON_RESTARTED && !handle->reading_held && reading->tries < MAX_TRIES && clock_ms() < reading->deadline;
}

void
cmh_reading_hold(struct cmh_handle *handle, bool hold)
{
	if (hold)
		handle->origin = (struct origin){ 0 };
	handle->reading_held = hold;
}
