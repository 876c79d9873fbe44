/* SPDX-License-Identifier: BSD-3-Clause */
#include "file_bytes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "array.h"
#include "error.h"

/* The largest maps have a few megabytes. What is compressed may have no end. */
enum { CHUNK = 65536, MIB_MAX = 256, BYTES_MAX = MIB_MAX << 20 };

/* A terminal has an end, and so has a pipe. */
static bool
is_device(FILE *in)
{
	struct stat status;

	return fstat(fileno(in), &status) == 0 && (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode)) &&
	       !isatty(fileno(in));
}

static enum cmh_status
read_all(FILE *in, const char *name, char **bytes, size_t *len, struct cmh_error *err)
{
	size_t capacity = 0, got;

	errno = 0;
	do {
		if (!array_reserve(bytes, &capacity, *len + CHUNK, 1))
			return error_no_memory(err);
		got = fread(*bytes + *len, 1, capacity - *len - 1, in);
		*len += got;
		(*bytes)[*len] = '\0';
	} while (got > 0 && *len <= BYTES_MAX);
	if (ferror(in))
		return error_set(err, CMH_FAILED, NULL, "cannot read \"%s\": %s", name, strerror(errno));
	if (*len > BYTES_MAX)
		return error_set(err, CMH_INVALID, NULL, "\"%s\" is larger than %d MiB", name, MIB_MAX);
	return CMH_OK;
}

/* ---- UTF-16 ------------------------------------------------------------- */

enum order { NOT_UTF16, LITTLE, BIG };

/* By the byte order mark; without one, the first two characters are ASCII. */
static enum order
order_of(const unsigned char *bytes, size_t len)
{
	if (len < 4)
		return NOT_UTF16;
	if (memcmp(bytes, "\xff\xfe", 2) == 0 || (bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0))
		return LITTLE;
	if (memcmp(bytes, "\xfe\xff", 2) == 0 || (bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0))
		return BIG;
	return NOT_UTF16;
}

static unsigned
unit_at(const unsigned char *at, enum order order)
{
	return order == LITTLE ? at[0] | (unsigned)at[1] << 8 : at[1] | (unsigned)at[0] << 8;
}

/* Writes a character as UTF-8. Returns how many bytes it has. */
static size_t
encode(unsigned c, char *out)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(n == 1 ? c : (0xf00u >> n & 0xff) | c);
	return n;
}

/* Half a pair of surrogates, and half a unit, become U+FFFD. */
static enum cmh_status
convert(char **bytes, size_t *len, enum order order, struct cmh_error *err)
{
	const unsigned char *from = (unsigned char *)*bytes;
	char *to = malloc(*len / 2 * 3 + 4);
	size_t n = 0;

	if (to == NULL)
		return error_no_memory(err);
	for (size_t i = 0; i < *len; i += 2) {
		unsigned c = i + 1 < *len ? unit_at(from + i, order) : 0xfffd, next = i + 3 < *len ? unit_at(from + i + 2, order) : 0;

		if (c >= 0xd800 && c < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
			c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
			i += 2;
		}
		n += encode(c >= 0xd800 && c < 0xe000 ? 0xfffd : c, to + n);
	}
	to[n] = '\0';
	free(*bytes);
	*bytes = to;
	*len = n;
	return CMH_OK;
}

/* Editors of other systems put the byte order mark at the beginning of a file. */
static bool
remove_mark(char *bytes, size_t *len)
{
	if (strncmp(bytes, "\xef\xbb\xbf", 3) != 0)
		return false;
	*len -= 3;
	memmove(bytes, bytes + 3, *len + 1);
	return true;
}

enum cmh_status
file_bytes_read(FILE *in, const char *name, char **bytes, size_t *len, enum file_coding *coding, struct cmh_error *err)
{
	enum cmh_status status;
	enum order order;
	bool marked;

	*bytes = NULL;
	*len = 0;
	if (is_device(in))
		return error_set(err, CMH_INVALID, NULL, "\"%s\" is a device", name);
	status = read_all(in, name, bytes, len, err);
	order = status == CMH_OK ? order_of((unsigned char *)*bytes, *len) : NOT_UTF16;
	if (order != NOT_UTF16)
		status = convert(bytes, len, order, err);
	if (status != CMH_OK) { /* nobody is to take a part for the file */
		free(*bytes);
		*bytes = NULL;
		*len = 0;
		return status;
	}
	marked = remove_mark(*bytes, len);
	if (coding != NULL)
		*coding = order != NOT_UTF16 ? CODING_UTF16 : marked ? CODING_MARKED : CODING_PLAIN;
	return status;
}
