/* SPDX-License-Identifier: BSD-3-Clause */
/* The option --time: how long a command took, and how many requests it sent. */
#ifndef CORE_TIMING_H
#define CORE_TIMING_H

#include <stdint.h>

struct app;

struct timing {
	double begin;       /* by clock_seconds() */
	uint64_t requests; /* before the command */
};

/* Begins to measure, and prints what was measured. */
void timing_begin(struct timing *timing, const struct app *app);
void timing_print(const struct timing *timing, struct app *app);

#endif
