/* SPDX-License-Identifier: BSD-3-Clause */
#include "peer.h"

#include <string.h>
#include <sys/un.h>
#include <unistd.h>

bool
peer_find(const char *service, struct ucred *out)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	socklen_t len = sizeof(*out);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool found;

	if (fd < 0)
		return false;
	/* An abstract address as libqb makes it: a 0, the name, and 0 up to the end. */
	strncpy(address.sun_path + 1, service, sizeof(address.sun_path) - 2);
	found = connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0 &&
		getsockopt(fd, SOL_SOCKET, SO_PEERCRED, out, &len) == 0;
	close(fd);
	return found;
}
