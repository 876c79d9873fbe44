/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/archive_reader.h"

#ifdef HAVE_LIBARCHIVE
#include <stdlib.h>
#include <string.h>

#define LIB archive_library

enum {
	BLOCK = 512,            /* of a tar */
	RATIO_MAX = 400,        /* of what is unpacked to what is packed: logs have 100 */
	RATIO_FROM = 16 << 20,  /* bytes, from which on it is looked at */
};

static bool
are_zeros(const char *bytes, size_t n)
{
	while (n > 0 && bytes[n - 1] == 0)
		n--;
	return n == 0;
}

/* Gives libarchive the bytes of the archive. */
static la_ssize_t
give_bytes(struct archive *archive, void *arg, const void **bytes)
{
	struct archive_reader *reader = arg;
	ssize_t n = reader->source->read(reader->source->arg, reader->bytes, sizeof(reader->bytes));
	size_t tail = n > BLOCK ? BLOCK : n > 0 ? (size_t)n : 0;

	(void)archive;
	*bytes = reader->bytes;
	if (n == 0)
		reader->ended = true;
	if (n > 0) {
		reader->zeros = are_zeros(reader->bytes + n - tail, tail);
		zip_end_take(&reader->end, reader->bytes, (size_t)n);
	}
	return n;
}

bool
archive_reader_damage(struct archive_reader *reader, const char *what, const char *why)
{
	size_t len = strlen(reader->path), seen = reader->files->seen;

	return report_files_damage(reader->files, "%s%.*s%s%s after %zu %s%s%s", len > 0 ? "\"" : "", (int)(len > 0 ? len - 1 : 0),
				   reader->path, len > 0 ? "\" is " : "", what, seen, seen == 1 ? "file" : "files",
				   why != NULL ? ": " : "", why != NULL ? why : "");
}

bool
archive_reader_fail(struct archive_reader *reader)
{
	const char *why = LIB.archive_error_string(reader->archive);

	return archive_reader_damage(reader, "damaged", why != NULL ? why : "its end is missing");
}

void
archive_reader_note(struct archive_reader *reader, int result)
{
	const char *why = LIB.archive_error_string(reader->archive);

	/* The name of a file need not be one that the locale can write. */
	if (result == ARCHIVE_RETRY || (result == ARCHIVE_WARN && (why == NULL || strstr(why, "be converted") == NULL)))
		archive_reader_fail(reader);
}

bool
archive_reader_check_size(struct archive_reader *reader)
{
	uint64_t packed = reader->source->packed > 0 ? reader->source->packed : (uint64_t)LIB.archive_filter_bytes(reader->archive, -1);
	uint64_t unpacked = (uint64_t)LIB.archive_filter_bytes(reader->archive, 0);
	uint64_t before = reader->counted;

	reader->counted = unpacked;
	if (unpacked > RATIO_FROM && unpacked / RATIO_MAX > packed)
		return report_files_stop(reader->files, "unpacked, it is more than %d times as large", RATIO_MAX);
	return report_files_count(reader->files, reader->depth == 0 ? unpacked - before : 0, 0);
}

/* Reads the next block of data of a file. Returns 1; 0: its end; -1: an error. */
static int
next_block(struct archive_reader *reader)
{
	const void *bytes;
	la_int64_t offset;
	int result;

	do {
		result = LIB.archive_read_data_block(reader->archive, &bytes, &reader->left, &offset);
		if (!archive_reader_check_size(reader))
			return -1;
		if (result == ARCHIVE_EOF)
			return 0;
		if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
			archive_reader_fail(reader);
			return -1;
		}
		archive_reader_note(reader, result);
	} while (reader->left == 0);
	reader->block = bytes;
	return 1;
}

ssize_t
archive_reader_read(void *arg, char *bytes, size_t n)
{
	struct archive_reader *reader = arg;
	int more = reader->left == 0 ? next_block(reader) : 1;
	size_t taken;

	if (more <= 0)
		return more;
	taken = reader->left < n ? reader->left : n;
	memcpy(bytes, reader->block, taken);
	reader->block += taken;
	reader->left -= taken;
	return (ssize_t)taken;
}

bool
archive_reader_skip(struct archive_reader *reader)
{
	int more;

	do
		more = next_block(reader);
	while (more > 0);
	reader->left = 0;
	return more == 0;
}

/* A zip says at its end how many entries it has, after all that libarchive reads. */
static bool
check_zip_end(struct archive_reader *reader)
{
	const void *bytes;
	int entries;

	while (give_bytes(reader->archive, reader, &bytes) > 0)
		if (!report_files_count(reader->files, reader->depth == 0 ? ARCHIVE_CHUNK : 0, 0))
			return false;
	entries = zip_end_entries(&reader->end);
	if (entries == ZIP_END_MISSING)
		return archive_reader_damage(reader, "cut off", NULL);
	if (entries != ZIP_END_MANY && reader->entries < entries)
		return archive_reader_damage(reader, "damaged", "a file in it cannot be found");
	return true;
}

/* A tar that is cut off between two files has no mark of its end. */
static bool
check_tar_end(struct archive_reader *reader)
{
	if (reader->ended && !reader->zeros && reader->depth == 0)
		return archive_reader_damage(reader, "cut off", NULL);
	return true;
}

bool
archive_reader_check_end(struct archive_reader *reader)
{
	if (LIB.archive_filter_code(reader->archive, 0) != ARCHIVE_FILTER_NONE)
		return true; /* compressed data has an end of its own */
	switch (LIB.archive_format(reader->archive) & ARCHIVE_FORMAT_BASE_MASK) {
	case ARCHIVE_FORMAT_TAR: return check_tar_end(reader);
	case ARCHIVE_FORMAT_ZIP: return check_zip_end(reader);
	default: return true;
	}
}

bool
archive_reader_open(struct archive_reader *reader)
{
	struct archive *archive = reader->archive = LIB.archive_read_new();

	if (archive == NULL) {
		reader->files->no_memory = true;
		return false;
	}
	/* Only these, for others would run programs. A filter that fails here is found missing when it is needed. */
	(void)LIB.archive_read_support_filter_gzip(archive);
	(void)LIB.archive_read_support_filter_bzip2(archive);
	(void)LIB.archive_read_support_filter_xz(archive);
	(void)LIB.archive_read_support_filter_zstd(archive);
	(void)LIB.archive_read_support_format_tar(archive);
	(void)LIB.archive_read_support_format_zip(archive);
	return LIB.archive_read_open(archive, reader, NULL, give_bytes, NULL) == ARCHIVE_OK || archive_reader_fail(reader);
}

#endif
