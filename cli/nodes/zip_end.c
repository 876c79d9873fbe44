/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/zip_end.h"

#include <stdbool.h>
#include <string.h>

/* Offsets in the record. */
enum { ENTRIES = 10, COMMENT_SIZE = 20 };

void
zip_end_take(struct zip_end *end, const void *bytes, size_t n)
{
	size_t most = sizeof(end->bytes), taken = n < most ? n : most;
	size_t kept = end->n < most - taken ? end->n : most - taken;

	memmove(end->bytes, end->bytes + end->n - kept, kept);
	if (taken > 0)
		memcpy(end->bytes + kept, (const char *)bytes + n - taken, taken);
	end->n = kept + taken;
}

/* A number of two bytes, the lower one first. */
static int
number(const unsigned char *at)
{
	return at[0] | at[1] << 8;
}

/* Whether no more is left than the record and its comment, but for ends of lines and zeros, which transfers add to files. */
static bool
is_last(const unsigned char *at, size_t left)
{
	size_t size = ZIP_END_SIZE + (size_t)number(at + COMMENT_SIZE);

	if (size > left)
		return false;
	while (size < left && strchr("\r\n", at[size]) != NULL) /* '\0' ends that string */
		size++;
	return size == left;
}

int
zip_end_entries(const struct zip_end *end)
{
	for (size_t left = ZIP_END_SIZE; left <= end->n; left++) {
		const unsigned char *at = end->bytes + end->n - left;

		if (memcmp(at, "PK\5\6", 4) == 0 && is_last(at, left))
			return number(at + ENTRIES);
	}
	return ZIP_END_MISSING;
}
