/* SPDX-License-Identifier: BSD-3-Clause */
/* Times as text, in local time. */
#ifndef TEXT_TIME_H
#define TEXT_TIME_H

#include <stdbool.h>
#include <time.h>

/*
 * Each returns a text that the caller frees: "" for a time that no calendar
 * has. NULL: out of memory.
 */

/* "2026-01-31T12:00:00.123456+01:00", for programs. */
char *time_stamp(const struct timespec *time);

/* "12:00:00.123", for people. */
char *time_of_day(const struct timespec *time);

/* Reads what time_stamp() has made. False: it is another text. */
bool time_parse(const char *text, struct timespec *out);

#endif
