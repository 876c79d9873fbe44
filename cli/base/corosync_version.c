/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program is not asked with -v: it would be run as whoever looks, and may be
 * another one by now than the process runs. In its bytes the version is a string.
 */
#include "base/corosync_version.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "str.h"

enum { MAX_PROGRAM = 16 * 1024 * 1024, MAX_VERSION = 40 };

/* Whether a string is "3.1.7" or, of a build between two releases, "3.1.7.12-ab34". An IPv4 address is not. */
static bool
is_version(const char *text)
{
	const char *s = text;

	for (int number = 0; number < 3; number++) {
		if (!isdigit((unsigned char)*s) || (number < 2 && s[strspn(s, "0123456789")] != '.'))
			return false;
		s += strspn(s, "0123456789") + (number < 2);
	}
	if (*s == '\0')
		return true;
	return (*s == '.' || *s == '-') && strchr(s, '-') != NULL && s[strspn(s, "0123456789abcdefghijklmnopqrstuvwxyz.-")] == '\0';
}

char *
corosync_version_in(const char *program, size_t len)
{
	static const char title[] = "Corosync Cluster Engine, version";
	const char *found = NULL, *end = program + len, *next;

	if (memmem(program, len, title, strlen(title)) == NULL)
		return NULL;
	for (const char *s = program; s < end && (next = memchr(s, '\0', (size_t)(end - s))) != NULL; s = next + 1) {
		if (next - s > MAX_VERSION || !is_version(s))
			continue;
		if (found != NULL && strcmp(found, s) != 0)
			return NULL;
		found = s;
	}
	return found != NULL ? str_copy(found) : NULL;
}

/* Reads all of a file, as far as it is in memory: RWF_NOWAIT. False: not all of it is, or it cannot be known. */
static bool
read_all(int fd, char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		struct iovec rest = { bytes + at, len - at };
		ssize_t n = preadv2(fd, &rest, 1, (off_t)at, RWF_NOWAIT);

		if (n <= 0)
			return false;
		at += (size_t)n;
	}
	return true;
}

char *
corosync_version(pid_t pid)
{
	char *path = str_format("/proc/%ld/exe", (long)pid), *bytes = NULL, *version = NULL;
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1;
	struct stat info;

	free(path);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 && info.st_size <= MAX_PROGRAM)
		bytes = malloc((size_t)info.st_size);
	if (bytes != NULL && read_all(fd, bytes, (size_t)info.st_size))
		version = corosync_version_in(bytes, (size_t)info.st_size);
	free(bytes);
	close(fd);
	return version;
}
