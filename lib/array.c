/* SPDX-License-Identifier: BSD-3-Clause */
#include "array.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

#if defined(__SANITIZE_ADDRESS__)
#define CHECKED 1
#elif defined(__has_feature)
#define CHECKED __has_feature(address_sanitizer)
#else
#define CHECKED 0
#endif

enum {
	FIRST_CAPACITY = 16,
	EXACT_UP_TO = CHECKED ? 100 : 0, /* without room to spare: the sanitizer notices who reads beyond the last element */
};

/* How many elements to make room for, where `n` are needed. */
static size_t
room(size_t capacity, size_t n)
{
	size_t wanted = capacity < FIRST_CAPACITY ? FIRST_CAPACITY : 2 * capacity;

	return n <= EXACT_UP_TO || n > wanted ? n : wanted;
}

bool
array_reserve(void *array, size_t *capacity, size_t n, size_t size)
{
	size_t more = room(*capacity, n);
	void *old, *grown;

	if (n <= *capacity)
		return true;
	memcpy(&old, array, sizeof(old));
	grown = str_noted(reallocarray(old, more, size));
	if (grown == NULL)
		return false;
	memcpy(array, &grown, sizeof(grown));
	*capacity = more;
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
