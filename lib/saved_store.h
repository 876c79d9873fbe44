/* SPDX-License-Identifier: BSD-3-Clause */
/* The keys of a saved map, in little memory. */
#ifndef CMH_SAVED_STORE_H
#define CMH_SAVED_STORE_H

#include "file_parser.h"

struct store {
	char *block; /* one record for each key: see saved_store.c */
	size_t used, capacity;
	size_t *at;  /* where each record begins */
	size_t n, n_capacity;
};

/* False: out of memory. */
bool store_add(struct store *store, const struct found *found);

/* Keeps the keys, by their places, for which `stays` returns true. */
void store_keep(struct store *store, bool (*stays)(const void *arg, size_t i), const void *arg);

/* Sorts by name, and releases spare memory. No name may be there twice. */
void store_sort(struct store *store);

const char *store_key(const struct store *store, size_t i);
enum cmh_type store_type(const struct store *store, size_t i);

/* A key with all that is known of it. The value is owned by the caller, texts by the store. False: out of memory. */
bool store_get(const struct store *store, size_t i, struct found *out);

/* The place of a key in a sorted store; store->n: it has none. */
size_t store_seek(const struct store *store, const char *key);
void store_clear(struct store *store);

#endif
