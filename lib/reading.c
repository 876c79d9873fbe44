/* SPDX-License-Identifier: BSD-3-Clause */
#include "reading.h"

#include "clock.h"
#include "handle.h"
#include "peer.h"
#include "process.h"

enum { MAX_TRIES = 3 };

static bool
origin_is_known(const struct origin *origin)
{
	bool known = origin->pid != 0;

	FOR_EACH_MAP(map)
		known |= origin->opened[map] != 0;
	return known;
}

struct reading
reading_on(struct cmh_handle *handle)
{
	return (struct reading){
		.handle = handle,
		.later = handle->reading_held && origin_is_known(&handle->origin),
		.deadline = clock_ms() + handle_options(handle)->timeout_ms,
	};
}

void
reading_begin(struct reading *reading)
{
	if (!reading->later)
		reading->handle->origin = (struct origin){ 0 };
	reading->tries++;
}

bool
reading_add(struct cmh_handle *handle, pid_t pid)
{
	struct origin *origin = &handle->origin;

	if (!handle->reading_held || pid == 0)
		return true;
	if (!origin_is_known(origin))
		*origin = (struct origin){ .pid = pid, .started = process_started(pid) };
	return origin->pid == 0 || origin->pid == pid;
}

/* Whether a call failed for this reason because corosync was restarted: another one runs by now. */
static bool
was_restarted(enum cmh_reason reason)
{
	struct ucred peer;

	return reason == CMH_REASON_RESTARTED || (reason == CMH_REASON_ENDED && peer_find("cmap", &peer));
}

bool
reading_is_broken(const struct reading *reading, enum cmh_status status, struct cmh_error *err)
{
	if (status != CMH_UNREACHABLE || reading->later || reading->tries == MAX_TRIES || clock_ms() >= reading->deadline ||
	    !was_restarted(reading->handle->last_error.reason))
		return false;
	if (err != NULL)
		cmh_error_clear(err);
	return true;
}

enum cmh_status
cmh_read_together(struct cmh_handle *handle, cmh_reading_fn *read, void *arg, struct cmh_error *err)
{
	struct reading reading = reading_on(handle);
	bool held = handle->reading_held;
	enum cmh_status status;

	do {
		reading_begin(&reading);
		handle->reading_held = true;
		status = read(handle, arg, err);
		handle->reading_held = held;
	} while (reading_is_broken(&reading, status, err));
	return status;
}

void
cmh_reading_hold(struct cmh_handle *handle, bool hold)
{
	handle->origin = (struct origin){ 0 };
	handle->reading_held = hold;
}
