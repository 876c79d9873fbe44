/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/timing.h"

#include "clock.h"
#include "core/app.h"

void
timing_begin(struct timing *timing, const struct app *app)
{
	timing->begin = clock_seconds();
	timing->requests = cmh_context_requests(app->cmh);
}

void
timing_print(const struct timing *timing, struct app *app)
{
	uint64_t n = cmh_context_requests(app->cmh) - timing->requests + app->call.requests;
	double ms = (clock_seconds() - timing->begin) * 1000;

	app_note_missing(app, "took %.*f %s, %llu %s", ms < 1000 ? 1 : 2, ms < 1000 ? ms : ms / 1000, ms < 1000 ? "ms" : "s",
			 (unsigned long long)n, n == 1 ? "request" : "requests");
}
