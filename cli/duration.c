/* SPDX-License-Identifier: BSD-3-Clause */
#include "duration.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct unit {
	const char *name;
	unsigned ms;
} units[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "", 1000 } };

static bool wrong(struct cmh_error *err, const char *hint, const char *message, ...)
	__attribute__((format(printf, 3, 4)));

static bool
wrong(struct cmh_error *err, const char *hint, const char *message, ...)
{
	va_list ap;

	if (err == NULL)
		return false;
	cmh_error_clear(err);
	err->status = CMH_INVALID;
	va_start(ap, message);
	if (vasprintf(&err->message, message, ap) < 0)
		err->message = NULL;
	va_end(ap);
	err->hint = strdup(hint);
	return false;
}

static const struct unit *
find_unit(const char *name)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(units[i].name, name) == 0)
			return &units[i];
	return NULL;
}

/* The digits before the point in milliseconds. False: they are too many. */
static bool
add_whole(unsigned long long *ms, const char *digits, size_t n, unsigned unit)
{
	unsigned long long sum = 0;

	for (size_t i = 0; i < n && sum <= UINT_MAX; i++)
		sum = 10 * sum + (unsigned)(digits[i] - '0');
	*ms = sum * unit;
	return sum <= UINT_MAX && *ms <= UINT_MAX;
}

/* The digits behind the point, without a rounding. False: they say more than milliseconds can. */
static bool
add_fraction(unsigned long long *ms, const char *digits, size_t n, unsigned unit)
{
	enum { MOST = 12 }; /* with more, no unit would give whole milliseconds */
	unsigned long long sum = 0, scale = 1;

	while (n > 0 && digits[n - 1] == '0')
		n--;
	for (size_t i = 0; i < n && i < MOST; i++) {
		sum = 10 * sum + (unsigned)(digits[i] - '0');
		scale *= 10;
	}
	*ms += sum * unit / scale;
	return n <= MOST && sum * unit % scale == 0;
}

bool
duration_parse(const char *text, unsigned *ms, struct cmh_error *err)
{
	size_t whole = strspn(text, "0123456789");
	const char *point = text + whole, *digits = point + (*point == '.');
	size_t fraction = *point == '.' ? strspn(digits, "0123456789") : 0;
	const struct unit *unit = find_unit(digits + fraction);
	unsigned long long sum;

	if (whole == 0 || (*point == '.' && fraction == 0) || unit == NULL)
		return wrong(err, DURATION_FORMS, "\"%s\" is not a duration", text);
	if (!add_whole(&sum, text, whole, unit->ms))
		return wrong(err, "the most is 1193h, which is 49 days", "\"%s\" is too long", text);
	if (!add_fraction(&sum, digits, fraction, unit->ms))
		return wrong(err, DURATION_FORMS, "\"%s\" is finer than a millisecond", text);
	if (sum > UINT_MAX)
		return wrong(err, "the most is 1193h, which is 49 days", "\"%s\" is too long", text);
	*ms = (unsigned)sum;
	return true;
}
