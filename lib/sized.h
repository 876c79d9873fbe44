/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Structs that a caller fills and that may grow. Their first member is their
 * size as the caller's cmh.h has it. A new member goes to the end, 0 must mean
 * what was done before there was one, and a struct never ends in padding, which
 * an older caller leaves undefined.
 */
#ifndef CMH_SIZED_H
#define CMH_SIZED_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define SIZED_ENDS_WITH(type, member) \
	_Static_assert(offsetof(type, member) + sizeof(((type *)0)->member) == sizeof(type), #type " ends in padding")

/*
 * Copies the members that the caller knows to `to`, a struct of `to_size` bytes;
 * the others keep their values. False: the size is not set, or the caller has set
 * a member that is newer than this library. Then nothing is copied.
 */
static inline bool
sized_copy(void *to, size_t to_size, const void *from)
{
	const unsigned char *bytes = from;
	size_t size;

	memcpy(&size, from, sizeof(size));
	if (size <= sizeof(size))
		return false;
	for (size_t i = to_size; i < size; i++)
		if (bytes[i] != 0)
			return false;
	memcpy(to, from, size < to_size ? size : to_size);
	memcpy(to, &to_size, sizeof(to_size));
	return true;
}

#endif
