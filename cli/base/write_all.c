/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/write_all.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
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

bool
write_line(int fd, const char *line)
{
	return write_all(fd, line, strlen(line)) && write_all(fd, "\n", 1);
}

int
open_stdout(void)
{
	struct stat out;
	int fd = -1;

	if (isatty(STDOUT_FILENO) || (fstat(STDOUT_FILENO, &out) == 0 && S_ISFIFO(out.st_mode)))
		fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return fd >= 0 ? fd : STDOUT_FILENO;
}
