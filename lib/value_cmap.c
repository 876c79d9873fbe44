/* SPDX-License-Identifier: BSD-3-Clause */
/* Values to the form of libcmap and back. Pure functions. */
#include "value_cmap.h"

#include <string.h>

#include "value.h"

_Static_assert((int)CMH_ICMAP == CMAP_MAP_ICMAP && (int)CMH_STATS == CMAP_MAP_STATS, "maps have libcmap's numbers");
_Static_assert((int)CMH_I8 == CMAP_VALUETYPE_INT8 && (int)CMH_U64 == CMAP_VALUETYPE_UINT64 &&
		       (int)CMH_FLT == CMAP_VALUETYPE_FLOAT && (int)CMH_BIN == CMAP_VALUETYPE_BINARY,
	       "types have libcmap's numbers");

cs_error_t
value_from_cmap(struct cmh_value *out, cmap_value_types_t type, const void *raw, size_t len)
{
	const struct value_type *known = value_type((enum cmh_type)type);
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

	if (known->kind == VALUE_NONE || len > CMH_VALUE_MAX + ((int)type == CMH_STR) || (known->size != 0 && known->size != len))
		return CS_ERR_MESSAGE_ERROR;
	if (known->kind == VALUE_BYTES) {
		/* The length of a str includes its NUL. */
		size_t n_bytes = (int)type == CMH_STR ? strnlen(raw, len) : len;
		enum cmh_status status = cmh_value_bytes((enum cmh_type)type, raw, n_bytes, out, NULL);

		return status == CMH_OK ? CS_OK : status == CMH_INVALID ? CS_ERR_MESSAGE_ERROR : CS_ERR_NO_MEMORY;
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
	case CMH_STR: *raw = value->bytes; return value->len < CMH_VALUE_MAX ? value->len + 1 : value->len; /* without a NUL if need be */
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
	return value_type(value->type)->size;
}
