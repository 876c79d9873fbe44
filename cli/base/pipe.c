/* SPDX-License-Identifier: BSD-3-Clause */
#include "base/pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"

bool
pipe_is(const char *file)
{
	struct stat status;

	return stat(file, &status) == 0 && S_ISFIFO(status.st_mode);
}

FILE *
pipe_open(const char *file)
{
	bool standard = strcmp(file, STANDARD_INPUT) == 0;
	int fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	FILE *in = fd >= 0 ? fdopen(fd, "r") : NULL;

	if (in == NULL && fd >= 0)
		close(fd);
	return in;
}

bool
pipe_wait(int fd, int64_t until)
{
	struct pollfd pipe = { .fd = fd, .events = POLLIN };
	int n;

	do {
		int64_t left = until > 0 ? until - clock_ms() : -1;

		n = poll(&pipe, 1, until == 0 ? -1 : left > 0 ? (int)left : 0);
	} while (n < 0 && errno == EINTR);
	if (n == 0)
		errno = ETIMEDOUT;
	return n > 0;
}

/* From now on, reading waits. False: see errno. */
static bool
make_patient(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags >= 0 && fcntl(fd, F_SETFL, flags & ~O_NONBLOCK) == 0;
}

FILE *
pipe_open_begun(const char *file, unsigned limit_ms)
{
	FILE *in;
	int why;

	if (limit_ms == 0 || !pipe_is(file))
		return fopen(file, "re");
	in = pipe_open(file);
	if (in == NULL || (pipe_wait(fileno(in), clock_ms() + limit_ms) && make_patient(fileno(in))))
		return in;
	why = errno;
	fclose(in);
	errno = why;
	return NULL;
}
