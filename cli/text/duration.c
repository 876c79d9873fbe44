/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/duration.h"

#include <limits.h>
#include <string.h>

#include "text/error_text.h"

#define FORMS "write it like 500ms, 2s, 1.5s, 3m or 1h; without a unit, it is in seconds"
#define LONGEST "use at most 1193h (49 days)"

static const struct unit {
	const char *name;
	unsigned ms;
} units[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "", 1000 } };

static bool
wrong(struct cmh_error *err, const char *text, const char *what, const char *hint)
{
	error_text_set(err, CMH_INVALID, hint, "\"%s\" is %s", text, what);
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

/* Converts the digits before the point to milliseconds. False: too many. */
static bool
read_integer(unsigned long long *ms, const char *digits, size_t n, unsigned unit)
{
	unsigned long long sum = 0;

	for (size_t i = 0; i < n && sum <= UINT_MAX; i++)
		sum = 10 * sum + (unsigned)(digits[i] - '0');
	*ms = sum * unit;
	return sum <= UINT_MAX && *ms <= UINT_MAX;
}

/* Adds the digits after the point, in milliseconds. False: finer than a millisecond. */
static bool
add_fraction(unsigned long long *ms, const char *digits, size_t n, unsigned unit)
{
	enum { MOST = 12 }; /* no unit has more decimals in milliseconds */
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
	size_t integer = strspn(text, "0123456789");
	const char *point = text + integer, *digits = point + (*point == '.');
	size_t fraction = *point == '.' ? strspn(digits, "0123456789") : 0;
	const struct unit *unit = find_unit(digits + fraction);
	unsigned long long sum;

	if (integer == 0 || (*point == '.' && fraction == 0) || unit == NULL)
		return wrong(err, text, "not a duration", FORMS);
	if (!read_integer(&sum, text, integer, unit->ms))
		return wrong(err, text, "too long", LONGEST);
	if (!add_fraction(&sum, digits, fraction, unit->ms))
		return wrong(err, text, "finer than a millisecond", FORMS);
	if (sum > UINT_MAX)
		return wrong(err, text, "too long", LONGEST);
	*ms = (unsigned)sum;
	return true;
}
