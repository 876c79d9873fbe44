/* SPDX-License-Identifier: BSD-3-Clause */
/* Rates: a line or a record each, or a table that replaces the one before it on the screen. */
#ifndef TASK_RATE_PRINT_H
#define TASK_RATE_PRINT_H

#include <stddef.h>

struct rate;
struct output;
struct timespec;

/* Prints "12:00:00.123 KEY = 12.5 packets/s", or a record, for each. */
void rate_print(struct output *out, const struct rate *const *rates, size_t n);

/* The same for one of another time. */
void rate_print_one(struct output *out, const struct rate *rate, const struct timespec *time);

/* A table on the screen. The cursor is below it. */
struct rate_table {
	unsigned rows; /* 0: it does not exist, or has moved */
	int width;     /* of its widest row */
};

/* Draws the rates as a table over the one in *drawn, which it replaces there. The heading has the interval. */
void rate_draw(struct output *out, const struct rate *const *rates, size_t n, struct rate_table *drawn,
	       unsigned interval_ms);

#endif
