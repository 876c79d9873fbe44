/* SPDX-License-Identifier: BSD-3-Clause */
/* Values to text and back. Pure functions. */
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "quote.h"
#include "str.h"
#include "value.h"

/* ---- bytes ------------------------------------------------------------- */

static enum cmh_status
parse_bin(const char *text, struct cmh_value *out, struct cmh_error *err)
{
	size_t digits = strlen(text);

	if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X') || digits % 2 != 0)
		return error_set(err, CMH_INVALID, "write 0x and pairs of hexadecimal digits, like 0x00ff",
				 "the value is not a valid bin");

	size_t len = digits / 2 - 1;
	char *bytes = malloc(len + 1);
	if (bytes == NULL)
		return error_no_memory(err);

	enum cmh_status status = CMH_OK;
	for (size_t i = 0; i < len && status == CMH_OK; i++) {
		int high = hex_digit(text[2 + 2 * i]), low = hex_digit(text[3 + 2 * i]);
		if (high < 0 || low < 0)
			status = error_set(err, CMH_INVALID, NULL, "\"%c%c\" at byte %zu is not hexadecimal",
					   text[2 + 2 * i], text[3 + 2 * i], i + 1);
		else
			bytes[i] = (char)(high << 4 | low);
	}
	if (status == CMH_OK)
		status = cmh_value_bytes(CMH_BIN, bytes, len, out, err);
	free(bytes);
	return status;
}

static char *
bin_text(const struct cmh_value *value)
{
	char *text = str_noted(malloc(2 * value->len + 3)), *at = text;

	if (text == NULL)
		return NULL;
	*at++ = '0';
	*at++ = 'x';
	for (size_t i = 0; i < value->len; i++)
		for (int shift = 4; shift >= 0; shift -= 4)
			*at++ = "0123456789abcdef"[(unsigned char)value->bytes[i] >> shift & 0xf];
	*at = '\0';
	return text;
}

/* ---- numbers ----------------------------------------------------------- */

/* Uses the C locale for numbers, in this thread only. Returns what leave_c_locale() needs, and in *before the old locale. */
static locale_t
enter_c_locale(locale_t *before)
{
	locale_t c = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);

	*before = c != (locale_t)0 ? uselocale(c) : (locale_t)0;
	return c;
}

static void
leave_c_locale(locale_t c, locale_t before)
{
	if (c == (locale_t)0)
		return;
	uselocale(before);
	freelocale(c);
}

static enum cmh_status
parse_signed(const struct value_type *type, const char *text, int base, struct cmh_value *out, struct cmh_error *err)
{
	int64_t max = value_signed_max(type), min = -max - 1;

	errno = 0;
	out->i = strtoll(text, NULL, base);
	if (errno == ERANGE || out->i < min || out->i > max)
		return error_reason(err, CMH_REASON_RANGE,
				    error_set(err, CMH_INVALID, NULL, "\"%s\" is outside the range of %s (%" PRId64 " to %" PRId64 ")",
					      text, type->name, min, max));
	return CMH_OK;
}

static enum cmh_status
parse_unsigned(const struct value_type *type, const char *text, int base, struct cmh_value *out, struct cmh_error *err)
{
	uint64_t max = value_unsigned_max(type);

	/* strtoull() accepts a minus and wraps around. */
	errno = 0;
	out->u = strtoull(text, NULL, base);
	if (errno == ERANGE || out->u > max || (text[0] == '-' && out->u != 0))
		return error_reason(err, CMH_REASON_RANGE,
				    error_set(err, CMH_INVALID, NULL, "\"%s\" is outside the range of %s (0 to %" PRIu64 ")", text,
					      type->name, max));
	return CMH_OK;
}

static enum cmh_status
parse_integer(const struct value_type *type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	const char *digits = text[0] == '-' || text[0] == '+' ? text + 1 : text;
	bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
	size_t n = hex ? strspn(digits + 2, "0123456789abcdefABCDEF") : strspn(digits, "0123456789");

	if (n == 0 || digits[(hex ? 2 : 0) + n] != '\0')
		return error_set(err, CMH_INVALID, "write it like 5000 or 0x1388", "\"%s\" is not an integer", text);
	return type->kind == VALUE_SIGNED ? parse_signed(type, text, hex ? 16 : 10, out, err)
				    : parse_unsigned(type, text, hex ? 16 : 10, out, err);
}

static enum cmh_status
parse_real(const struct value_type *type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	bool single = type->size == sizeof(float), lost;
	locale_t before, c = enter_c_locale(&before);
	char *end;

	errno = 0;
	if (single)
		out->f = strtof(text, &end);
	else
		out->d = strtod(text, &end);
	/* Rounded to infinity or to 0. A subnormal number has ERANGE, too, and is good. */
	lost = errno == ERANGE && (single ? isinf(out->f) || out->f == 0 : isinf(out->d) || out->d == 0);
	leave_c_locale(c, before);
	if (end == text || *end != '\0' || strchr(" \t\n\v\f\r", text[0]) != NULL)
		return error_set(err, CMH_INVALID, "write it like 1.5, -2e-9, inf or nan", "\"%s\" is not a number", text);
	if (lost)
		return error_reason(err, CMH_REASON_RANGE,
				    error_set(err, CMH_INVALID, NULL, "\"%s\" is outside the range of %s", text, type->name));
	return CMH_OK;
}

enum cmh_status
cmh_value_parse(enum cmh_type type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	struct cmh_value value = { .type = type };
	enum cmh_status status;

	switch (value_type(type)->kind) {
	case VALUE_NONE:
		return error_set(err, CMH_INVALID, NULL, "no value can have the type %s", cmh_type_name(type));
	case VALUE_BYTES:
		return type == CMH_BIN ? parse_bin(text, out, err)
				       : cmh_value_bytes(type, text, strlen(text), out, err);
	case VALUE_REAL:
		status = parse_real(value_type(type), text, &value, err);
		break;
	default:
		status = parse_integer(value_type(type), text, &value, err);
	}
	if (status == CMH_OK)
		*out = value;
	return status;
}

static bool
reads_back(const char *text, const struct cmh_value *value)
{
	if (value->type == CMH_FLT)
		return isnan(value->f) || strtof(text, NULL) == value->f;
	return isnan(value->d) || strtod(text, NULL) == value->d;
}

static char *
real_text(const struct cmh_value *value)
{
	bool single = value->type == CMH_FLT;
	locale_t before, c = enter_c_locale(&before);
	char *best = NULL, *text;

	/* 9 and 17 digits always read back. More digits may be a shorter text, as 10 is for 1e+01; of two as short, take the later. */
	for (int digits = 1; digits <= (single ? 9 : 17); digits++) {
		text = str_format("%.*g", digits, single ? (double)value->f : value->d);
		if (text == NULL)
			break;
		if (reads_back(text, value) && (best == NULL || strlen(text) <= strlen(best))) {
			free(best);
			best = text;
		} else
			free(text);
	}
	leave_c_locale(c, before);
	return best;
}

/* The bytes of a key that was only listed are not known: they have an empty text. */
static char *
bytes_text(const struct cmh_value *value)
{
	if (value->bytes == NULL)
		return str_copy("");
	if (value->type == CMH_BIN)
		return bin_text(value);
	return quote_needed(value->bytes, value->len) ? cmh_quote(value->bytes, value->len)
						      : str_copy_n(value->bytes, value->len);
}

char *
cmh_value_text(const struct cmh_value *value)
{
	switch (value_type(value->type)->kind) {
	case VALUE_SIGNED:
		return str_format("%" PRId64, value->i);
	case VALUE_UNSIGNED:
		return str_format("%" PRIu64, value->u);
	case VALUE_REAL:
		return real_text(value);
	case VALUE_BYTES:
		return bytes_text(value);
	case VALUE_NONE:
		break;
	}
	return str_copy("");
}
