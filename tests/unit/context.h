/* SPDX-License-Identifier: BSD-3-Clause */
/* A context over the fake corosync, begun and ended as tests with threads need it. */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "test.h"

#include "cmh.h"
#include "fake.h"

static inline struct cmh_context *
start(const char *rules, unsigned timeout_ms)
{
	struct cmh_options options = CMH_OPTIONS_INIT;
	struct cmh_context *cmh;

	fake_reset(rules);
	options.timeout_ms = timeout_ms;
	cmh = cmh_context_new(&options);
	assert_non_null(cmh);
	return cmh;
}

/* Ends what start() began. Calls that block go on, so that their thread ends, too. */
static inline void
finish(struct cmh_context *cmh)
{
	cmh_context_free(cmh);
	assert_true(fake_wait_closed());
}

#endif
