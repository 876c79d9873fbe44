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
		return str_copy("");
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
		return str_copy("");
	return str_format("%02d:%02d:%02d.%03ld", tm.tm_hour, tm.tm_min, tm.tm_sec, time->tv_nsec / 1000000);
}

char *
time_date(const struct timespec *time)
{
	struct tm tm;

	if (localtime_r(&time->tv_sec, &tm) == NULL)
		return str_copy("");
	return str_format("%04d-%02d-%02d %02d:%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

char *
time_age(int64_t seconds)
{
	/* Below twice a unit, the next smaller one says more. */
	static const struct { const char *name; int64_t seconds; } units[] = { { "days", 86400 }, { "h", 3600 }, { "min", 60 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (seconds >= 2 * units[i].seconds)
			return str_format("%lld %s", (long long)(seconds / units[i].seconds), units[i].name);
	return str_format("%lld s", (long long)(seconds > 0 ? seconds : 0));
}

bool
time_parse(const char *text, struct timespec *out)
{
	struct tm tm = { .tm_isdst = 0 };
	char *rest = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
	long east = 0, nanos = 0;

	if (rest != NULL && *rest == '.') {
		long unit = 100000000;

		for (rest++; *rest >= '0' && *rest <= '9'; rest++, unit /= 10)
			nanos += (*rest - '0') * unit;
	}
	if (rest == NULL || (rest = strptime(rest, "%z", &tm)) == NULL || *rest != '\0')
		return false;
	east = tm.tm_gmtoff;
	*out = (struct timespec){ .tv_sec = timegm(&tm) - east, .tv_nsec = nanos };
	return true;
}
