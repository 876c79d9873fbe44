/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nodes/archive_library.h"
#include "str.h"

#ifdef HAVE_LIBARCHIVE

#define LIB archive_library

enum {
	CHUNK = 64 * 1024,
	BLOCK = 512,            /* of a tar */
	RATIO_MAX = 400,        /* of what is unpacked to what is packed: logs have 100 */
	RATIO_FROM = 16 << 20,  /* bytes, from which on it is looked at */
};

/* Where the bytes of an archive come from. */
struct source {
	report_read_fn *read;
	void *arg;
	uint64_t packed;          /* of how many bytes another program unpacks them; 0: none does */
};

/* An archive that is read. */
struct reader {
	struct report_files *files;
	struct archive *archive;
	const struct source *source;
	const char *path;         /* in front of the names of its files */
	unsigned depth;           /* in how many other archives it is */
	const char *block;        /* what is left of the block of data that was read last */
	size_t left;
	uint64_t counted;         /* bytes that report_files_count() has */
	bool ended, zeros;        /* its bytes have ended; the last ones were zeros, as at the end of a tar */
	char bytes[CHUNK];
};

/* ---- bytes -------------------------------------------------------------------- */

static ssize_t
read_fd(void *fd, char *bytes, size_t n)
{
	return TEMP_FAILURE_RETRY(read(*(int *)fd, bytes, n));
}

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
	struct reader *reader = arg;
	ssize_t n = reader->source->read(reader->source->arg, reader->bytes, sizeof(reader->bytes));
	size_t tail = n > BLOCK ? BLOCK : n > 0 ? (size_t)n : 0;

	(void)archive;
	*bytes = reader->bytes;
	if (n == 0)
		reader->ended = true;
	else if (n > 0)
		reader->zeros = are_zeros(reader->bytes + n - tail, tail);
	return n;
}

/* Notes that not all of the archive could be read. Returns false. */
static bool
damaged(struct reader *reader, const char *what, const char *why)
{
	size_t len = strlen(reader->path), seen = reader->files->seen;

	return report_files_damage(reader->files, "%s%.*s%s%s after %zu %s%s%s", len > 0 ? "\"" : "", (int)(len > 0 ? len - 1 : 0),
				   reader->path, len > 0 ? "\" is " : "", what, seen, seen == 1 ? "file" : "files",
				   why != NULL ? ": " : "", why != NULL ? why : "");
}

static bool
fail(struct reader *reader)
{
	const char *why = LIB.archive_error_string(reader->archive);

	return damaged(reader, "damaged", why != NULL ? why : "its end is missing");
}

/* Notes what libarchive warns of, and reads past. The name of a file need not be one that the locale can write. */
static void
note_warning(struct reader *reader, int result)
{
	const char *why = LIB.archive_error_string(reader->archive);

	if (result == ARCHIVE_RETRY || (result == ARCHIVE_WARN && (why == NULL || strstr(why, "be converted") == NULL)))
		fail(reader);
}

/* Checks how much was unpacked. False: reading has to stop. */
static bool
check_size(struct reader *reader)
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
next_block(struct reader *reader)
{
	const void *bytes;
	la_int64_t offset;
	int result;

	do {
		result = LIB.archive_read_data_block(reader->archive, &bytes, &reader->left, &offset);
		if (!check_size(reader))
			return -1;
		if (result == ARCHIVE_EOF)
			return 0;
		if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
			fail(reader);
			return -1;
		}
		note_warning(reader, result);
	} while (reader->left == 0);
	reader->block = bytes;
	return 1;
}

/* Reads bytes of the file that libarchive is at. */
static ssize_t
read_member(void *arg, char *bytes, size_t n)
{
	struct reader *reader = arg;
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

/* ---- files -------------------------------------------------------------------- */

static bool read_archive(struct report_files *files, const struct source *source, const char *path, unsigned depth);

/* Reads what is left of a file, block by block: libarchive would do it at once, however long it is. */
static bool
skip_rest(struct reader *reader)
{
	int more;

	do
		more = next_block(reader);
	while (more > 0);
	reader->left = 0;
	return more == 0;
}

/* Reads a file, also one that is an archive itself. */
static bool
read_file(struct reader *reader, const char *path)
{
	bool nested = report_kind_is_archive(path) && reader->depth < REPORT_NESTED_MAX;
	char *folder = nested ? str_format("%s/", path) : NULL;
	struct source member = { read_member, reader, 0 };

	reader->files->no_memory |= nested && folder == NULL;
	if (folder != NULL)
		(void)read_archive(reader->files, &member, folder, reader->depth + 1); /* the files after a damaged one count, too */
	else
		(void)report_files_add(reader->files, path, read_member, reader);
	free(folder);
	return !report_files_stopped(reader->files) && skip_rest(reader);
}

/* Reads an entry, if it is a regular file. */
static bool
read_entry(struct reader *reader, struct archive_entry *entry)
{
	const char *name = LIB.archive_entry_pathname(entry);
	char *path;
	bool good;

	if (LIB.archive_entry_is_encrypted(entry)) {
		reader->files->encrypted = true;
		return report_files_stop(reader->files, "encrypted");
	}
	if (LIB.archive_entry_filetype(entry) != AE_IFREG || LIB.archive_entry_hardlink(entry) != NULL)
		return skip_rest(reader);
	if (name == NULL)
		name = LIB.archive_entry_pathname_utf8(entry);
	if (name == NULL)
		name = "?";
	while (strncmp(name, "./", 2) == 0)
		name += 2;
	path = str_format("%s%s", reader->path, name);
	reader->files->no_memory |= path == NULL;
	reader->left = 0;
	good = path != NULL && read_file(reader, path);
	free(path);
	return good;
}

/* A tar that is cut off between two files has no mark of its end. Compressed data has one of its own. */
static bool
check_end(struct reader *reader)
{
	bool tar = (LIB.archive_format(reader->archive) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;

	if (tar && reader->ended && !reader->zeros && LIB.archive_filter_code(reader->archive, 0) == ARCHIVE_FILTER_NONE && reader->depth == 0)
		return damaged(reader, "cut off", NULL);
	return true;
}

/* Reads all entries. ARCHIVE_RETRY: there was none, for its header is damaged, and the next one may be found. */
static bool
read_entries(struct reader *reader)
{
	struct archive_entry *entry;
	int result;

	while ((result = LIB.archive_read_next_header(reader->archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN ||
	       result == ARCHIVE_RETRY) {
		note_warning(reader, result);
		if (!check_size(reader))
			return false;
		if (result != ARCHIVE_RETRY && (!report_files_count(reader->files, 0, 1) || !read_entry(reader, entry)))
			return false;
	}
	return result == ARCHIVE_EOF ? check_end(reader) : fail(reader);
}

static bool
open_archive(struct reader *reader)
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
	return LIB.archive_read_open(archive, reader, NULL, give_bytes, NULL) == ARCHIVE_OK || fail(reader);
}

static bool
read_archive(struct report_files *files, const struct source *source, const char *path, unsigned depth)
{
	struct reader *reader = calloc(1, sizeof(*reader));
	bool good;

	if (reader == NULL) {
		files->no_memory = true;
		return false;
	}
	*reader = (struct reader){ .files = files, .source = source, .path = path, .depth = depth };
	good = open_archive(reader) && read_entries(reader);
	if (reader->archive != NULL)
		(void)LIB.archive_read_free(reader->archive);
	free(reader);
	return good;
}

bool
archive_read_files(struct report_files *files, int fd, uint64_t packed, const char *path)
{
	const char *why = archive_library_load();
	struct source source = { read_fd, &fd, packed };

	if (why != NULL)
		return report_files_damage(files, "cannot read archives: %s", why);
	return read_archive(files, &source, path, 0);
}

#endif
