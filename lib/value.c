/* SPDX-License-Identifier: BSD-3-Clause */
/* Typed values: made, copied, compared, checked. Pure functions. */
#include "value.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

static const struct value_type types[CMH_TYPE_MAX + 1] = {
	[CMH_NONE] = { "none", VALUE_NONE, 0 },
	[CMH_I8] = { "i8", VALUE_SIGNED, 1 },
	[CMH_U8] = { "u8", VALUE_UNSIGNED, 1 },
	[CMH_I16] = { "i16", VALUE_SIGNED, 2 },
	[CMH_U16] = { "u16", VALUE_UNSIGNED, 2 },
	[CMH_I32] = { "i32", VALUE_SIGNED, 4 },
	[CMH_U32] = { "u32", VALUE_UNSIGNED, 4 },
	[CMH_I64] = { "i64", VALUE_SIGNED, 8 },
	[CMH_U64] = { "u64", VALUE_UNSIGNED, 8 },
	[CMH_FLT] = { "flt", VALUE_REAL, 4 },
	[CMH_DBL] = { "dbl", VALUE_REAL, 8 },
	[CMH_STR] = { "str", VALUE_BYTES, 0 },
	[CMH_BIN] = { "bin", VALUE_BYTES, 0 },
};

const struct value_type *
value_type(enum cmh_type type)
{
	static const struct value_type unknown = { "?", VALUE_NONE, 0 };

	return (unsigned)type <= CMH_TYPE_MAX ? &types[type] : &unknown;
}

const char *
cmh_type_name(enum cmh_type type)
{
	return value_type(type)->name;
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
	enum value_kind kind = value_type(type)->kind;

	return kind == VALUE_SIGNED || kind == VALUE_UNSIGNED;
}

void
cmh_value_clear(struct cmh_value *value)
{
	if (value == NULL)
		return;
	if (value_type(value->type)->kind == VALUE_BYTES)
		free(value->bytes);
	*value = (struct cmh_value)CMH_VALUE_INIT;
}

enum cmh_status
cmh_value_copy(const struct cmh_value *value, struct cmh_value *out, struct cmh_error *err)
{
	if (value_type(value->type)->kind == VALUE_BYTES && value->bytes != NULL)
		return cmh_value_bytes(value->type, value->bytes, value->len, out, err);
	*out = *value;
	return CMH_OK;
}

bool
cmh_value_equal(const struct cmh_value *a, const struct cmh_value *b)
{
	if (a->type != b->type)
		return false;
	switch (value_type(a->type)->kind) {
	case VALUE_NONE:
		return true;
	case VALUE_BYTES:
		if (a->bytes == NULL || b->bytes == NULL)
			return a->bytes == b->bytes;
		return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
	case VALUE_REAL:
		return a->type == CMH_FLT ? memcmp(&a->f, &b->f, sizeof(a->f)) == 0
					  : memcmp(&a->d, &b->d, sizeof(a->d)) == 0;
	default:
		return a->u == b->u;
	}
}

enum cmh_status
cmh_value_bytes(enum cmh_type type, const void *bytes, size_t len, struct cmh_value *out, struct cmh_error *err)
{
	if (value_type(type)->kind != VALUE_BYTES)
		return error_set(err, CMH_INVALID, NULL, "a %s is not made of bytes", cmh_type_name(type));
	if (len > CMH_VALUE_MAX)
		return error_set(err, CMH_INVALID, NULL, "a %s has at most %d bytes, and this one has %zu",
				 cmh_type_name(type), CMH_VALUE_MAX, len);
	if (type == CMH_STR && len > 0 && memchr(bytes, '\0', len) != NULL)
		return error_set(err, CMH_INVALID, "use the type bin", "a str cannot contain a NUL byte");

	char *copy = malloc(len + 1);
	if (copy == NULL)
		return error_no_memory(err);
	if (len > 0) /* or `bytes` may be NULL */
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	*out = (struct cmh_value){ .type = type, .len = len, .bytes = copy };
	return CMH_OK;
}

/* ---- getters, and a check ---------------------------------------------- */

static enum cmh_status
fail_type(const struct cmh_value *value, const char *wanted, struct cmh_error *err)
{
	if (value->type == CMH_NONE)
		error_set(err, CMH_INVALID, NULL, "the value has no type");
	else
		error_set(err, CMH_INVALID, NULL, "the value is a %s, not %s", cmh_type_name(value->type), wanted);
	return error_reason(err, CMH_REASON_TYPE, CMH_INVALID);
}

static enum cmh_status
fail_range(const char *wanted, struct cmh_error *err)
{
	return error_reason(err, CMH_REASON_RANGE, error_set(err, CMH_INVALID, NULL, "the value is outside the range of %s", wanted));
}

enum cmh_status
cmh_value_int64(const struct cmh_value *value, int64_t *out, struct cmh_error *err)
{
	enum value_kind kind = value_type(value->type)->kind;

	if (kind != VALUE_SIGNED && kind != VALUE_UNSIGNED)
		return fail_type(value, "an integer", err);
	if (kind == VALUE_UNSIGNED && value->u > INT64_MAX)
		return fail_range("int64_t", err);
	*out = kind == VALUE_SIGNED ? value->i : (int64_t)value->u;
	return CMH_OK;
}

enum cmh_status
cmh_value_uint64(const struct cmh_value *value, uint64_t *out, struct cmh_error *err)
{
	enum value_kind kind = value_type(value->type)->kind;

	if (kind != VALUE_SIGNED && kind != VALUE_UNSIGNED)
		return fail_type(value, "an integer", err);
	if (kind == VALUE_SIGNED && value->i < 0)
		return fail_range("uint64_t", err);
	*out = value->u;
	return CMH_OK;
}

/* Makes a double of an integer. False: it would be another number. */
static bool
is_exact(const struct cmh_value *value, double *out)
{
	const double limit = 18446744073709551616.0; /* 2^64: from there on, a conversion back is undefined */

	if (value_type(value->type)->kind == VALUE_SIGNED) {
		*out = (double)value->i;
		return *out < limit / 2 && (int64_t)*out == value->i;
	}
	*out = (double)value->u;
	return *out < limit && (uint64_t)*out == value->u;
}

enum cmh_status
cmh_value_double(const struct cmh_value *value, double *out, struct cmh_error *err)
{
	double number;

	switch (value_type(value->type)->kind) {
	case VALUE_REAL:
		*out = value_real(value);
		return CMH_OK;
	case VALUE_SIGNED:
	case VALUE_UNSIGNED:
		if (!is_exact(value, &number))
			return fail_range("integers that a double holds exactly", err);
		*out = number;
		return CMH_OK;
	default:
		return fail_type(value, "a number", err);
	}
}

enum cmh_status
cmh_value_string(const struct cmh_value *value, const char **out, struct cmh_error *err)
{
	if (value->type != CMH_STR)
		return fail_type(value, "a str", err);
	if (value->bytes == NULL)
		return error_reason(err, CMH_REASON_TYPE, error_set(err, CMH_INVALID, NULL, "the bytes of the str are not known"));
	*out = value->bytes;
	return CMH_OK;
}

enum cmh_status
value_check(const struct cmh_value *value, struct cmh_error *err)
{
	const struct value_type *type = value_type(value->type);

	switch (type->kind) {
	case VALUE_NONE:
		return fail_type(value, "one that cmap has", err);
	case VALUE_SIGNED:
		if (value->i > value_signed_max(type) || value->i < -value_signed_max(type) - 1)
			return fail_range(type->name, err);
		return CMH_OK;
	case VALUE_UNSIGNED:
		return value->u > value_unsigned_max(type) ? fail_range(type->name, err) : CMH_OK;
	case VALUE_BYTES:
		if (value->bytes == NULL)
			return error_reason(err, CMH_REASON_TYPE,
					    error_set(err, CMH_INVALID, NULL, "the bytes of the %s are not known", type->name));
		return CMH_OK;
	case VALUE_REAL:
		break;
	}
	return CMH_OK;
}
