/* SPDX-License-Identifier: BSD-3-Clause */
/* Values against the text of a condition. Nothing is rounded: 18446744073709551615 is not 2^64. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "task/condition.h"

/* A number as far as an integer can be compared with it. */
struct number {
	bool negative; /* never of zero */
	bool over;     /* beyond 64 bits: greater than any */
	bool fraction; /* there is more behind the point */
	uint64_t whole;
};

static enum comparison
verdict(bool yes)
{
	return yes ? COMPARE_YES : COMPARE_NO;
}

/* What an order, as strcmp(3) tells it, says of an operator. */
static enum comparison
by_order(enum condition_op op, int order)
{
	switch (op) {
	case CONDITION_EQ: return verdict(order == 0);
	case CONDITION_NE: return verdict(order != 0);
	case CONDITION_LT: return verdict(order < 0);
	case CONDITION_LE: return verdict(order <= 0);
	case CONDITION_GT: return verdict(order > 0);
	case CONDITION_GE: return verdict(order >= 0);
	default: return COMPARE_INCOMPARABLE;
	}
}

/* ---- integers -------------------------------------------------------------- */

static struct number
number_from_double(double d)
{
	double size = fabs(d), whole = floor(size);
	bool over = size >= 18446744073709551616.0;

	return (struct number){ d < 0, over, !over && size > whole, over ? 0 : (uint64_t)whole };
}

static void
add_digit(struct number *number, unsigned base, unsigned digit)
{
	if (number->whole > (UINT64_MAX - digit) / base)
		number->over = true;
	else
		number->whole = number->whole * base + digit;
}

static unsigned
digit_value(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c | 0x20) - 'a' + 10;
}

/* Digits with a sign and a point, or after 0x, exactly; what else strtod(3) reads, such as 1e3, as a double has it. */
static bool
read_number(const char *text, struct number *out)
{
	const char *c = text + (text[0] == '-' || text[0] == '+');
	bool hex = c[0] == '0' && (c[1] == 'x' || c[1] == 'X');
	size_t n = strspn(c += hex ? 2 : 0, hex ? "0123456789abcdefABCDEF" : "0123456789"), behind = 0;
	struct cmh_value real;

	if (!hex && c[n] == '.')
		behind = 1 + strspn(c + n + 1, "0123456789");
	if (n == 0 || c[n + behind] != '\0') {
		if (cmh_value_parse(CMH_DBL, text, &real, NULL) != CMH_OK || isnan(real.d))
			return false;
		*out = number_from_double(real.d);
		return true;
	}
	*out = (struct number){ 0 };
	for (size_t i = 0; i < n && !out->over; i++)
		add_digit(out, hex ? 16 : 10, digit_value(c[i]));
	for (size_t i = 1; i < behind; i++)
		out->fraction |= c[n + i] != '0';
	out->negative = text[0] == '-' && (out->over || out->fraction || out->whole > 0);
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
	else if (a->whole != b->whole)
		order = a->whole < b->whole ? -1 : 1;
	else
		order = (int)a->fraction - (int)b->fraction;
	return a->negative ? -order : order;
}

static enum comparison
compare_integer(enum condition_op op, const struct cmh_value *value, const char *text)
{
	bool is_signed = value->type == CMH_I8 || value->type == CMH_I16 || value->type == CMH_I32 || value->type == CMH_I64;
	bool negative = is_signed && value->i < 0;
	struct number key = { .negative = negative, .whole = negative ? -(uint64_t)value->i : value->u }, other;

	return read_number(text, &other) ? by_order(op, number_cmp(&key, &other)) : COMPARE_INCOMPARABLE;
}

/* ---- the other types ------------------------------------------------------- */

static enum comparison
compare_real(enum condition_op op, const struct cmh_value *value, const char *text)
{
	struct cmh_value parsed = CMH_VALUE_INIT;
	double a, b;

	/* As the key's type: the flt nearest to 0.1 is 0.1. */
	if (cmh_value_parse(value->type, text, &parsed, NULL) != CMH_OK)
		return COMPARE_INCOMPARABLE;
	a = value->type == CMH_FLT ? (double)value->f : value->d;
	b = value->type == CMH_FLT ? (double)parsed.f : parsed.d;
	if (!isnan(a) && !isnan(b))
		return by_order(op, (a > b) - (a < b));
	/* Two nan are the same, as they are printed; one has no order with a number. */
	return isnan(a) && isnan(b) ? by_order(op, 0) : verdict(op == CONDITION_NE);
}

static enum comparison
compare_bytes(enum condition_op op, const struct cmh_value *value, const char *text)
{
	struct cmh_value parsed = CMH_VALUE_INIT;
	bool same;

	if ((op != CONDITION_EQ && op != CONDITION_NE) || value->bytes == NULL)
		return COMPARE_INCOMPARABLE;
	/* Longer than any value: it is another one. */
	if (value->type == CMH_STR)
		return verdict((strcmp(value->bytes, text) == 0) == (op == CONDITION_EQ));
	if (cmh_value_parse(value->type, text, &parsed, NULL) != CMH_OK)
		return COMPARE_INCOMPARABLE;
	same = cmh_value_equal(value, &parsed);
	cmh_value_clear(&parsed);
	return verdict(same == (op == CONDITION_EQ));
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
