/* SPDX-License-Identifier: BSD-3-Clause */
/* Typed values: text to value, value to text, and to the bytes that libcmap takes. Pure. */
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum kind { SIGNED, UNSIGNED, REAL, BYTES };

static const struct type {
	const char *name;
	enum kind kind;
	size_t size; /* in cmap; 0: any */
} types[CMH_TYPE_MAX + 1] = {
	[CMH_NONE] = { "none", BYTES, 0 },
	[CMH_I8] = { "i8", SIGNED, 1 },
	[CMH_U8] = { "u8", UNSIGNED, 1 },
	[CMH_I16] = { "i16", SIGNED, 2 },
	[CMH_U16] = { "u16", UNSIGNED, 2 },
	[CMH_I32] = { "i32", SIGNED, 4 },
	[CMH_U32] = { "u32", UNSIGNED, 4 },
	[CMH_I64] = { "i64", SIGNED, 8 },
	[CMH_U64] = { "u64", UNSIGNED, 8 },
	[CMH_FLT] = { "flt", REAL, 4 },
	[CMH_DBL] = { "dbl", REAL, 8 },
	[CMH_STR] = { "str", BYTES, 0 },
	[CMH_BIN] = { "bin", BYTES, 0 },
};

_Static_assert((int)CMH_ICMAP == CMAP_MAP_ICMAP && (int)CMH_STATS == CMAP_MAP_STATS, "maps have libcmap's numbers");
_Static_assert((int)CMH_I8 == CMAP_VALUETYPE_INT8 && (int)CMH_U64 == CMAP_VALUETYPE_UINT64 &&
		       (int)CMH_FLT == CMAP_VALUETYPE_FLOAT && (int)CMH_BIN == CMAP_VALUETYPE_BINARY,
	       "types have libcmap's numbers");

const char *
cmh_type_name(enum cmh_type type)
{
	return types[type].name;
}

enum cmh_type
cmh_type_by_name(const char *name)
{
	for (int t = CMH_I8; t <= CMH_TYPE_MAX; t++)
		if (strcmp(types[t].name, name) == 0)
			return t;
	return CMH_NONE;
}

bool
cmh_type_is_integer(enum cmh_type type)
{
	return types[type].kind == SIGNED || types[type].kind == UNSIGNED;
}

void
cmh_value_clear(struct cmh_value *value)
{
	if (value == NULL)
		return;
	if (types[value->type].kind == BYTES)
		free(value->bytes);
	*value = (struct cmh_value)CMH_VALUE_INIT;
}

bool
value_copy(struct cmh_value *to, const struct cmh_value *from)
{
	if (types[from->type].kind == BYTES && from->bytes != NULL)
		return cmh_value_bytes(from->type, from->bytes, from->len, to, NULL) == CMH_OK;
	*to = *from;
	return true;
}

bool
cmh_value_equal(const struct cmh_value *a, const struct cmh_value *b)
{
	if (a->type != b->type)
		return false;
	switch (types[a->type].kind) {
	case BYTES:
		return a->len == b->len && (a->len == 0 || memcmp(a->bytes, b->bytes, a->len) == 0);
	case REAL:
		return a->type == CMH_FLT ? memcmp(&a->f, &b->f, sizeof(a->f)) == 0
					  : memcmp(&a->d, &b->d, sizeof(a->d)) == 0;
	default:
		return a->u == b->u;
	}
}

/* ---- bytes ------------------------------------------------------------- */

enum cmh_status
cmh_value_bytes(enum cmh_type type, const void *bytes, size_t len, struct cmh_value *out, struct cmh_error *err)
{
	size_t most = type == CMH_STR ? CMH_VALUE_MAX - 1 : CMH_VALUE_MAX;

	if (len > most)
		return error_set(err, CMH_INVALID, NULL, "a %s has at most %zu bytes, this one has %zu",
				 types[type].name, most, len);
	if (type == CMH_STR && len > 0 && memchr(bytes, '\0', len) != NULL)
		return error_set(err, CMH_INVALID, "use the type bin for bytes", "a str cannot have a NUL byte in it");

	char *copy = malloc(len + 1);
	if (copy == NULL)
		return error_no_memory(err);
	if (len > 0) /* or `bytes` may be NULL */
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	*out = (struct cmh_value){ .type = type, .len = len, .bytes = copy };
	return CMH_OK;
}

static enum cmh_status
parse_bin(const char *text, struct cmh_value *out, struct cmh_error *err)
{
	size_t digits = strlen(text);

	if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X') || digits % 2 != 0)
		return error_set(err, CMH_INVALID, "such as 0x00ff; 0x alone is empty",
				 "a bin is written as 0x and pairs of hexadecimal digits");

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
	char *text = malloc(2 * value->len + 3), *at = text;

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

/* Swaps in the C locale for numbers, for this thread alone. */
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
parse_signed(const struct type *type, const char *text, int base, struct cmh_value *out, struct cmh_error *err)
{
	int64_t max = INT64_MAX >> (64 - 8 * type->size), min = -max - 1;

	errno = 0;
	out->i = strtoll(text, NULL, base);
	if (errno == ERANGE || out->i < min || out->i > max)
		return error_set(err, CMH_INVALID, NULL, "%s is out of the range of %s: %" PRId64 " to %" PRId64, text,
				 type->name, min, max);
	return CMH_OK;
}

static enum cmh_status
parse_unsigned(const struct type *type, const char *text, int base, struct cmh_value *out, struct cmh_error *err)
{
	uint64_t max = UINT64_MAX >> (64 - 8 * type->size);

	/* strtoull() takes a minus, and wraps. */
	errno = 0;
	out->u = strtoull(text, NULL, base);
	if (errno == ERANGE || out->u > max || (text[0] == '-' && out->u != 0))
		return error_set(err, CMH_INVALID, NULL, "%s is out of the range of %s: 0 to %" PRIu64, text, type->name,
				 max);
	return CMH_OK;
}

static enum cmh_status
parse_integer(const struct type *type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	const char *digits = text[0] == '-' || text[0] == '+' ? text + 1 : text;
	bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
	size_t n = hex ? strspn(digits + 2, "0123456789abcdefABCDEF") : strspn(digits, "0123456789");

	if (n == 0 || digits[(hex ? 2 : 0) + n] != '\0')
		return error_set(err, CMH_INVALID, "decimal digits, or 0x and hexadecimal digits",
				 "\"%s\" is not a whole number", text);
	return type->kind == SIGNED ? parse_signed(type, text, hex ? 16 : 10, out, err)
				    : parse_unsigned(type, text, hex ? 16 : 10, out, err);
}

static enum cmh_status
parse_real(const struct type *type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	bool single = type->size == sizeof(float), lost;
	locale_t before, c = enter_c_locale(&before);
	char *end;

	errno = 0;
	if (single)
		out->f = strtof(text, &end);
	else
		out->d = strtod(text, &end);
	/* Rounded to infinity, or to nothing; a subnormal number has ERANGE as well, and stands. */
	lost = errno == ERANGE && (single ? isinf(out->f) || out->f == 0 : isinf(out->d) || out->d == 0);
	leave_c_locale(c, before);
	if (end == text || *end != '\0' || strchr(" \t\n\v\f\r", text[0]) != NULL)
		return error_set(err, CMH_INVALID, "such as 1.5, -2e-9, inf or nan", "\"%s\" is not a number", text);
	if (lost)
		return error_set(err, CMH_INVALID, NULL, "%s is out of the range of %s", text, type->name);
	return CMH_OK;
}

enum cmh_status
cmh_value_parse(enum cmh_type type, const char *text, struct cmh_value *out, struct cmh_error *err)
{
	struct cmh_value value = { .type = type };
	enum cmh_status status;

	switch (types[type].kind) {
	case BYTES:
		return type == CMH_BIN ? parse_bin(text, out, err)
				       : cmh_value_bytes(type, text, strlen(text), out, err);
	case REAL:
		status = parse_real(&types[type], text, &value, err);
		break;
	default:
		status = parse_integer(&types[type], text, &value, err);
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

	/* 9 and 17 digits always read back. More digits may be shorter: 10 and 1e+01; of two as long the plain one. */
	for (int digits = 1; digits <= (single ? 9 : 17); digits++) {
		if (asprintf(&text, "%.*g", digits, single ? (double)value->f : value->d) < 0)
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

char *
cmh_value_text(const struct cmh_value *value)
{
	char *text = NULL;
	int n = 0;

	switch (types[value->type].kind) {
	case BYTES:
		if (value->type == CMH_BIN)
			return bin_text(value);
		return quote_needed(value->bytes, value->len) ? cmh_quote(value->bytes, value->len)
							      : strndup(value->bytes, value->len);
	case REAL:
		return real_text(value);
	case SIGNED:
		n = asprintf(&text, "%" PRId64, value->i);
		break;
	case UNSIGNED:
		n = asprintf(&text, "%" PRIu64, value->u);
	}
	return n < 0 ? NULL : text;
}

/* ---- libcmap's form ---------------------------------------------------- */

cs_error_t
value_from_cmap(struct cmh_value *out, cmap_value_types_t type, const void *raw, size_t len)
{
	union {
		int8_t i8;
		uint8_t u8;
		int16_t i16;
		uint16_t u16;
		int32_t i32;
		uint32_t u32;
		int64_t i64;
		uint64_t u64;
		float flt;
		double dbl;
	} n;

	if ((int)type < CMH_I8 || (int)type > CMH_TYPE_MAX || len > CMH_VALUE_MAX ||
	    (types[type].size != 0 && types[type].size != len))
		return CS_ERR_MESSAGE_ERROR;
	if (types[type].kind == BYTES) {
		/* The length of a str counts the NUL. */
		size_t n_bytes = (int)type == CMH_STR ? strnlen(raw, len) : len;
		return cmh_value_bytes((enum cmh_type)type, raw, n_bytes, out, NULL) == CMH_OK ? CS_OK : CS_ERR_NO_MEMORY;
	}

	memcpy(&n, raw, len);
	*out = (struct cmh_value){ .type = (enum cmh_type)type };
	switch (out->type) {
	case CMH_I8: out->i = n.i8; break;
	case CMH_U8: out->u = n.u8; break;
	case CMH_I16: out->i = n.i16; break;
	case CMH_U16: out->u = n.u16; break;
	case CMH_I32: out->i = n.i32; break;
	case CMH_U32: out->u = n.u32; break;
	case CMH_I64: out->i = n.i64; break;
	case CMH_U64: out->u = n.u64; break;
	case CMH_FLT: out->f = n.flt; break;
	default: out->d = n.dbl; break;
	}
	return CS_OK;
}

size_t
value_to_cmap(const struct cmh_value *value, void *scratch, const void **raw)
{
	*raw = scratch;
	switch (value->type) {
	case CMH_STR: *raw = value->bytes; return value->len + 1;
	case CMH_BIN: *raw = value->bytes; return value->len;
	case CMH_I8:
	case CMH_U8: memcpy(scratch, &(uint8_t){ (uint8_t)value->u }, 1); break;
	case CMH_I16:
	case CMH_U16: memcpy(scratch, &(uint16_t){ (uint16_t)value->u }, 2); break;
	case CMH_I32:
	case CMH_U32: memcpy(scratch, &(uint32_t){ (uint32_t)value->u }, 4); break;
	case CMH_FLT: memcpy(scratch, &value->f, 4); break;
	case CMH_DBL: memcpy(scratch, &value->d, 8); break;
	default: memcpy(scratch, &value->u, 8); break;
	}
	return types[value->type].size;
}
