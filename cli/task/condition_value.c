/* SPDX-License-Identifier: BSD-3-Clause */
/* Compares values with the text of a condition. Never rounds: 18446744073709551615 is not 2^64. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "task/condition.h"
#include "value.h"

/* A number, exact enough to compare it with an integer. */
struct number {
	bool negative; /* never of zero */
	bool over;     /* it has more than 64 bits: greater than any integer */
	bool fraction; /* it has a fraction above 0 */
	uint64_t integer;
};

static enum comparison
answer(bool yes)
{
	return yes ? COMPARE_YES : COMPARE_NO;
}

/* Evaluates an operator on an order as strcmp(3) returns it. */
static enum comparison
compare_order(enum condition_op op, int order)
{
	switch (op) {
	case CONDITION_EQ: return answer(order == 0);
	case CONDITION_NE: return answer(order != 0);
	case CONDITION_LT: return answer(order < 0);
	case CONDITION_LE: return answer(order <= 0);
	case CONDITION_GT: return answer(order > 0);
	case CONDITION_GE: return answer(order >= 0);
	default: return COMPARE_INCOMPARABLE;
	}
}

/* ---- integers -------------------------------------------------------------- */

static struct number
number_from_double(double d)
{
	double size = fabs(d), integer = floor(size);
	bool over = size >= 18446744073709551616.0;

	return (struct number){ d < 0, over, !over && size > integer, over ? 0 : (uint64_t)integer };
}

static void
add_digit(struct number *number, unsigned base, unsigned digit)
{
	if (number->integer > (UINT64_MAX - digit) / base)
		number->over = true;
	else
		number->integer = number->integer * base + digit;
}

static unsigned
digit_value(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c | 0x20) - 'a' + 10;
}

/*
 * Reads a number. Decimal digits with or without a sign and a point, and hexadecimal digits
 * after 0x, are exact; another form that strtod(3) reads, such as 1e3, is as exact as a double.
 */
static bool
read_number(const char *text, struct number *out)
{
	const char *c = text + (text[0] == '-' || text[0] == '+');
	bool hex = c[0] == '0' && (c[1] == 'x' || c[1] == 'X');
	size_t n = strspn(c += hex ? 2 : 0, hex ? "0123456789abcdefABCDEF" : "0123456789"), fraction = 0;
	struct cmh_value real;

	if (!hex && c[n] == '.')
		fraction = 1 + strspn(c + n + 1, "0123456789");
	if (n == 0 || c[n + fraction] != '\0') {
		if (cmh_value_parse(CMH_DBL, text, &real, NULL) != CMH_OK || isnan(real.d))
			return false;
		*out = number_from_double(real.d);
		return true;
	}
	*out = (struct number){ 0 };
	for (size_t i = 0; i < n && !out->over; i++)
		add_digit(out, hex ? 16 : 10, digit_value(c[i]));
	for (size_t i = 1; i < fraction; i++)
		out->fraction |= c[n + i] != '0';
	out->negative = text[0] == '-' && (out->over || out->fraction || out->integer > 0);
	return true;
}

bool
condition_is_number(const char *text)
{
	struct number ignored;

	return read_number(text, &ignored);
}

static int
number_cmp(const struct number *a, const struct number *b)
{
	int order;

	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	if (a->over != b->over)
		order = a->over ? 1 : -1;
	else if (a->integer != b->integer)
		order = a->integer < b->integer ? -1 : 1;
	else
		order = (int)a->fraction - (int)b->fraction;
	return a->negative ? -order : order;
}

static enum comparison
compare_integer(enum condition_op op, const struct cmh_value *value, const char *text)
{
	bool negative = value_is(value, VALUE_SIGNED) && value->i < 0;
	struct number key = { .negative = negative, .integer = negative ? -(uint64_t)value->i : value->u }, other;

	return read_number(text, &other) ? compare_order(op, number_cmp(&key, &other)) : COMPARE_INCOMPARABLE;
}

/* ---- the other types ------------------------------------------------------- */

static enum comparison
compare_real(enum condition_op op, const struct cmh_value *value, const char *text)
{
	struct cmh_value parsed = CMH_VALUE_INIT;
	double a, b;

	/* Read it as the key's type: then 0.1 equals the flt nearest to 0.1. */
	if (cmh_value_parse(value->type, text, &parsed, NULL) != CMH_OK)
		return COMPARE_INCOMPARABLE;
	a = value_real(value);
	b = value_real(&parsed);
	if (!isnan(a) && !isnan(b))
		return compare_order(op, (a > b) - (a < b));
	/* Two nan are equal, because they are printed alike. A nan and a number are only not equal. */
	return isnan(a) && isnan(b) ? compare_order(op, 0) : answer(op == CONDITION_NE);
}

static enum comparison
compare_bytes(enum condition_op op, const struct cmh_value *value, const char *text)
{
	struct cmh_value parsed = CMH_VALUE_INIT;
	bool same;

	if ((op != CONDITION_EQ && op != CONDITION_NE) || value->bytes == NULL)
		return COMPARE_INCOMPARABLE;
	/* Not by cmh_value_parse(): a text that is too long for a value is just another one. */
	if (value->type == CMH_STR)
		return answer((strcmp(value->bytes, text) == 0) == (op == CONDITION_EQ));
	if (cmh_value_parse(value->type, text, &parsed, NULL) != CMH_OK)
		return COMPARE_INCOMPARABLE;
	same = cmh_value_equal(value, &parsed);
	cmh_value_clear(&parsed);
	return answer(same == (op == CONDITION_EQ));
}

enum comparison
condition_compare(enum condition_op op, const struct cmh_value *value, const char *text)
{
	switch (value->type) {
	case CMH_NONE: return COMPARE_INCOMPARABLE;
	case CMH_STR:
	case CMH_BIN: return compare_bytes(op, value, text);
	case CMH_FLT:
	case CMH_DBL: return compare_real(op, value, text);
	default: return compare_integer(op, value, text);
	}
}
