/* SPDX-License-Identifier: BSD-3-Clause */
/* Arrays that grow. cli/ uses this, too. */
#ifndef CMH_ARRAY_H
#define CMH_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Makes an array big enough for `n` elements of `size` bytes each. `array` is
 * the address of the pointer to its first element, `*capacity` the number of
 * elements that it has room for. False: out of memory, and nothing has changed.
 * The caller frees the array.
 *
 *	if (!array_reserve(&list->v, &list->capacity, list->n + 1, sizeof(*list->v)))
 *		return false;
 */
bool array_reserve(void *array, size_t *capacity, size_t n, size_t size);

/* Compares the i-th element of a sorted array, or of what holds one, with a key: below 0 when it comes before the key. */
typedef int array_order(const void *array, size_t i, const void *key);

/* The place of a key among `n` sorted elements, or the place where it belongs; *found says which. */
size_t array_seek(const void *array, size_t n, array_order *order, const void *key, bool *found);

#endif
