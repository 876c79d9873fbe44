/* SPDX-License-Identifier: BSD-3-Clause */
#include "array.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

enum { FIRST_CAPACITY = 16 };

bool
array_reserve(void *array, size_t *capacity, size_t n, size_t size)
{
	size_t wanted = *capacity < FIRST_CAPACITY ? FIRST_CAPACITY : 2 * *capacity;
	void *old, *grown;

	if (n <= *capacity)
		return true;
	memcpy(&old, array, sizeof(old));
	grown = str_noted(reallocarray(old, wanted > n ? wanted : n, size));
	if (grown == NULL)
		return false;
	memcpy(array, &grown, sizeof(grown));
	*capacity = wanted > n ? wanted : n;
	return true;
}

size_t
array_seek(const void *array, size_t n, array_order *order, const void *key, bool *found)
{
	size_t low = 0, high = n;

	*found = false;
	while (low < high && !*found) {
		size_t middle = low + (high - low) / 2;
		int cmp = order(array, middle, key);

		*found = cmp == 0;
		if (cmp < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return high;
}
