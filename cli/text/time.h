/* SPDX-License-Identifier: BSD-3-Clause */
/* Times as text, in local time. */
#ifndef TEXT_TIME_H
#define TEXT_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/*
 * Each returns a text that the caller frees: "" for a time that no calendar
 * has. NULL: out of memory.
 */

/* "2026-01-31T12:00:00.123456+01:00", for programs. */
char *time_stamp(const struct timespec *time);

/* "12:00:00.123", for people. */
char *time_of_day(const struct timespec *time);

/* "2026-01-31 12:00:00", for people. */
char *time_date(const struct timespec *time);

/* How long a number of seconds is, roughly: "12 s", "5 min", "3 h", "4 days". */
char *time_age(int64_t seconds);

/* Reads what time_stamp() has made. False: it is another text. */
bool time_parse(const char *text, struct timespec *out);

#endif
