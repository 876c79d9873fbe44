/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/time.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

char *
time_stamp(const struct timespec *time)
{
	struct tm tm;
	long east;

	if (localtime_r(&time->tv_sec, &tm) == NULL)
		return strdup("");
	east = labs(tm.tm_gmtoff) / 60;
	return str_format("%04d-%02d-%02dT%02d:%02d:%02d.%06ld%c%02ld:%02ld", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
			  tm.tm_hour, tm.tm_min, tm.tm_sec, time->tv_nsec / 1000, tm.tm_gmtoff < 0 ? '-' : '+', east / 60,
			  east % 60);
}

char *
time_of_day(const struct timespec *time)
{
	struct tm tm;

	if (localtime_r(&time->tv_sec, &tm) == NULL)
		return strdup("");
	return str_format("%02d:%02d:%02d.%03ld", tm.tm_hour, tm.tm_min, tm.tm_sec, time->tv_nsec / 1000000);
}
