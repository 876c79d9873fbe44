/* SPDX-License-Identifier: BSD-3-Clause */
#include "wake.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <unistd.h>

void
wake_post(int fd)
{
	/* Apart from an interruption, it fails only after 2^64 posts that nobody took. */
	while (write(fd, &(uint64_t){ 1 }, sizeof(uint64_t)) < 0 && errno == EINTR)
		continue;
}

bool
wake_wait(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	uint64_t n;

	return poll(&p, 1, ms) > 0 && read(fd, &n, sizeof(n)) > 0;
}
