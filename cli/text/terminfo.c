/* SPDX-License-Identifier: BSD-3-Clause */
#include "text/terminfo.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "str.h"

enum {
	SIZE = 4096,        /* a description has its numbers in its first bytes */
	HEADER = 12,        /* six numbers of two bytes */
	MAGIC = 0432,       /* numbers have two bytes */
	MAGIC_WIDE = 01036, /* numbers have four bytes */
	COLORS = 13,        /* the place of max_colors among the numbers */
};

static size_t
short_at(const unsigned char *bytes)
{
	return (size_t)bytes[0] | (size_t)bytes[1] << 8;
}

bool
terminfo_bytes_are_colorless(const unsigned char *bytes, size_t len)
{
	size_t magic = len >= HEADER ? short_at(bytes) : 0, width = magic == MAGIC_WIDE ? 4 : 2, at;

	if (magic != MAGIC && magic != MAGIC_WIDE)
		return false;
	at = HEADER + short_at(bytes + 2) + short_at(bytes + 4); /* names and flags are before the numbers */
	at += at % 2 + COLORS * width;
	if (short_at(bytes + 6) <= COLORS)
		return true; /* it does not say how many: none */
	if (at + width > len)
		return false;
	for (size_t i = 0; i < width; i++)
		if (bytes[at + i] != 0xff)
			return width == 2 ? short_at(bytes + at) == 0 : short_at(bytes + at) == 0 && short_at(bytes + at + 2) == 0;
	return true; /* -1: it has none */
}

/* Reads the description of a terminal in a folder. Returns its length; 0: not there. */
static size_t
read_description(const char *folder, const char *term, unsigned char *bytes)
{
	char *file = str_format("%s/%c/%s", folder, term[0], term);
	int fd = file != NULL ? open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
	ssize_t len = fd >= 0 ? read(fd, bytes, SIZE) : 0;

	if (fd >= 0)
		close(fd);
	free(file);
	return len > 0 ? (size_t)len : 0;
}

bool
terminfo_is_colorless(const char *term)
{
	static const char *const folders[] = { "/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo" };
	unsigned char bytes[SIZE];
	size_t len = 0;

	if (term[0] == '\0' || strchr(term, '/') != NULL)
		return false;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]) && len == 0; i++)
		len = read_description(folders[i], term, bytes);
	return terminfo_bytes_are_colorless(bytes, len);
}
