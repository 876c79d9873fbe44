/* SPDX-License-Identifier: BSD-3-Clause */
/* Values as samples. Numbers are moved by powers of ten as texts: they are as exact as corosync has them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "know/metric.h"
#include "str.h"
#include "value.h"

static bool
is_number(const struct cmh_value *value)
{
	return cmh_type_is_integer(value->type) || value_is(value, VALUE_REAL);
}

bool
metric_fits(const struct key_info *metric, const struct cmh_value *value)
{
	if (metric->metric.kind == METRIC_JOINED)
		return value->type == CMH_STR;
	if (!is_number(value))
		return false;
	if (metric->metric.kind != METRIC_COUNTER)
		return true;
	if (value_is(value, VALUE_REAL))
		return isfinite(value_real(value)) && !signbit(value_real(value));
	return value_is(value, VALUE_UNSIGNED) || value->i >= 0;
}

bool
metric_is_sample(const struct key_info *metric, const struct cmh_value *value)
{
	if (metric != NULL && metric->metric.kind == METRIC_JOINED)
		return true;
	return is_number(value) &&
	       (metric == NULL || metric->metric.none == 0 || !value_is(value, VALUE_UNSIGNED) || value->u != metric->metric.none);
}

/* Prints digits, some of them perhaps after a point, times 10^exponent, which is below 0. Omits zeros at the end. */
static void
put_shifted(FILE *out, const char *digits, int exponent)
{
	int point = (int)strcspn(digits, ".") + exponent, n = 0, kept = 0;

	for (const char *c = digits; *c != '\0'; c++)
		if (*c != '.' && (++n <= point || *c != '0'))
			kept = n;
	if (point <= 0)
		putc('0', out);
	n = 0;
	for (const char *c = digits; n < kept; c++) {
		if (*c == '.')
			continue;
		if (n++ == (point > 0 ? point : 0)) {
			putc('.', out);
			for (int zeros = point; zeros < 0; zeros++)
				putc('0', out);
		}
		putc(*c, out);
	}
}

static void
put_scaled(FILE *out, const char *text, int exponent)
{
	const char *power = strchr(text, 'e');

	if (power != NULL) {
		fprintf(out, "%.*se%ld", (int)(power - text), text, strtol(power + 1, NULL, 10) + exponent);
		return;
	}
	if (*text == '-')
		putc(*text++, out);
	put_shifted(out, text, exponent);
}

char *
metric_value_text(const struct key_info *metric, const struct cmh_value *value)
{
	struct str_stream out;
	char *exact;
	int exponent;

	if (metric != NULL && metric->metric.kind == METRIC_JOINED)
		return str_copy(strcmp(value->bytes, "joined") == 0 ? "1" : "0");
	if (value_is(value, VALUE_REAL) && !isfinite(value_real(value)))
		return str_copy(isnan(value_real(value)) ? "NaN" : value_real(value) > 0 ? "+Inf" : "-Inf");
	metric_base_unit(metric, &exponent);
	exact = cmh_value_text(value);
	if (exact == NULL || exponent == 0)
		return exact;
	if (str_open(&out))
		put_scaled(out.out, exact, exponent);
	free(exact);
	return str_close(&out);
}
