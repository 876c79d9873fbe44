/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A record is the name with its NUL, the type, the reason why it has no value,
 * and the value: a number has 8 bytes; bytes have their length, themselves and a
 * NUL. In place of a value that could not be read there is the error. Pure functions.
 */
#include "saved_store.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

static bool
has_bytes(enum cmh_type type, enum missing missing)
{
	return type == CMH_STR || type == CMH_BIN || missing == MISSING_ERROR;
}

static void
put(struct store *store, const void *bytes, size_t n)
{
	if (n > 0)
		memcpy(store->block + store->used, bytes, n);
	store->used += n;
}

/* The length of the bytes, the bytes, a NUL. */
static void
put_bytes(struct store *store, const char *bytes, size_t len)
{
	put(store, &(uint16_t){ (uint16_t)len }, sizeof(uint16_t));
	put(store, bytes, len);
	put(store, "", 1);
}

bool
store_add(struct store *store, const struct found *found)
{
	const struct cmh_value *value = &found->value;
	const char *bytes = found->missing == MISSING_ERROR ? found->why : value->bytes;
	bool long_one = has_bytes(value->type, found->missing);
	size_t name = strlen(found->key) + 1, len = 0;

	if (long_one)
		len = found->missing == MISSING_ERROR ? strnlen(bytes, CMH_VALUE_MAX) : bytes != NULL ? value->len : 0;
	if (!array_reserve(&store->block, &store->capacity, store->used + name + 2 + sizeof(value->u) + len, 1) ||
	    !array_reserve(&store->at, &store->n_capacity, store->n + 1, sizeof(*store->at)))
		return false;
	store->at[store->n++] = store->used;
	put(store, found->key, name);
	put(store, &(unsigned char){ (unsigned char)value->type }, 1);
	put(store, &(unsigned char){ (unsigned char)found->missing }, 1);
	if (long_one)
		put_bytes(store, bytes, len);
	else
		put(store, &value->u, sizeof(value->u));
	return true;
}

const char *
store_key(const struct store *store, size_t i)
{
	return store->block + store->at[i];
}

/* The part of a record after the name. */
static const char *
after_key(const struct store *store, size_t i)
{
	const char *key = store_key(store, i);

	return key + strlen(key) + 1;
}

enum cmh_type
store_type(const struct store *store, size_t i)
{
	return (enum cmh_type)after_key(store, i)[0];
}

bool
store_get(const struct store *store, size_t i, struct found *out)
{
	const char *at = after_key(store, i);
	enum cmh_type type = (enum cmh_type)at[0];
	uint16_t len;

	*out = (struct found){ .key = store_key(store, i), .value.type = type, .missing = (enum missing)at[1] };
	at += 2;
	if (out->missing == MISSING_ERROR)
		out->why = at + sizeof(len);
	else if (!has_bytes(type, out->missing))
		memcpy(&out->value.u, at, sizeof(out->value.u));
	else if (out->missing == MISSING_NOT) {
		memcpy(&len, at, sizeof(len));
		return cmh_value_bytes(type, at + sizeof(len), len, &out->value, NULL) == CMH_OK;
	}
	return true;
}

static int
by_name(const void *a, const void *b, void *block)
{
	return cmh_name_cmp((char *)block + *(const size_t *)a, (char *)block + *(const size_t *)b);
}

static bool
is_sorted(const struct store *store)
{
	for (size_t i = 1; i < store->n; i++)
		if (by_name(&store->at[i - 1], &store->at[i], store->block) > 0)
			return false;
	return true;
}

void
store_keep(struct store *store, bool (*stays)(const void *arg, size_t i), const void *arg)
{
	size_t kept = 0;

	for (size_t i = 0; i < store->n; i++)
		if (stays(arg, i))
			store->at[kept++] = store->at[i];
	store->n = kept;
}

void
store_sort(struct store *store)
{
	void *less;

	if (store->n == 0)
		return;
	if (!is_sorted(store)) /* a snapshot is */
		qsort_r(store->at, store->n, sizeof(*store->at), by_name, store->block);
	if ((less = realloc(store->block, store->used)) != NULL) {
		store->block = less;
		store->capacity = store->used;
	}
	if ((less = reallocarray(store->at, store->n, sizeof(*store->at))) != NULL) {
		store->at = less;
		store->n_capacity = store->n;
	}
}

static int
order_of(const void *store, size_t i, const void *key)
{
	return cmh_name_cmp(store_key(store, i), key);
}

size_t
store_seek(const struct store *store, const char *key)
{
	bool found;
	size_t at = array_seek(store, store->n, order_of, key, &found);

	return found ? at : store->n;
}

void
store_clear(struct store *store)
{
	free(store->block);
	free(store->at);
	*store = (struct store){ 0 };
}
