/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/write_all.h"

#include <errno.h>
#include <unistd.h>

bool
write_all(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
	return true;
}
