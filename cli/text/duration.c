/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/duration.h"

#include <limits.h>
#include <string.h>

#include "text/error_text.h"

#define LONGEST "the most is 1193h, which is 49 days"

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
		return wrong(err, text, "not a duration", DURATION_FORMS);
	if (!add_whole(&sum, text, whole, unit->ms))
		return wrong(err, text, "too long", LONGEST);
	if (!add_fraction(&sum, digits, fraction, unit->ms))
		return wrong(err, text, "finer than a millisecond", DURATION_FORMS);
	if (sum > UINT_MAX)
		return wrong(err, text, "too long", LONGEST);
	*ms = (unsigned)sum;
	return true;
}
