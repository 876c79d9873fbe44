/* SPDX-License-Identifier: BSD-3-Clause */
#include "nodes/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nodes/archive_reader.h"
#include "str.h"

#ifdef HAVE_LIBARCHIVE

#define LIB archive_library

static ssize_t
read_fd(void *fd, char *bytes, size_t n)
{
	return TEMP_FAILURE_RETRY(read(*(int *)fd, bytes, n));
}

static bool read_archive(struct report_files *files, const struct archive_source *source, const char *path, unsigned depth);

/* Reads a file, also one that is an archive itself. */
static bool
read_file(struct archive_reader *reader, const char *path)
{
	bool nested = report_kind_is_archive(path) && reader->depth < REPORT_NESTED_MAX;
	char *folder = nested ? str_format("%s/", path) : NULL;
	struct archive_source member = { archive_reader_read, reader, 0 };

	reader->files->no_memory |= nested && folder == NULL;
	if (folder != NULL)
		(void)read_archive(reader->files, &member, folder, reader->depth + 1); /* the files after a damaged one count, too */
	else
		(void)report_files_add(reader->files, path, archive_reader_read, reader);
	free(folder);
	return !report_files_stopped(reader->files) && archive_reader_skip(reader);
}

/* Reads an entry, if it is a regular file. */
static bool
read_entry(struct archive_reader *reader, struct archive_entry *entry)
{
	const char *name = LIB.archive_entry_pathname(entry);
	char *path;
	bool good;

	if (LIB.archive_entry_is_encrypted(entry)) {
		reader->files->encrypted = true;
		return report_files_stop(reader->files, "encrypted");
	}
	if (LIB.archive_entry_filetype(entry) != AE_IFREG || LIB.archive_entry_hardlink(entry) != NULL)
		return archive_reader_skip(reader);
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

/* Reads all entries. ARCHIVE_RETRY: there was none, for its header is damaged, and the next one may be found. */
static bool
read_entries(struct archive_reader *reader)
{
	struct archive_entry *entry;
	int result;

	while ((result = LIB.archive_read_next_header(reader->archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN ||
	       result == ARCHIVE_RETRY) {
		archive_reader_note(reader, result);
		if (!archive_reader_check_size(reader))
			return false;
		reader->entries += result != ARCHIVE_RETRY;
		if (result != ARCHIVE_RETRY && (!report_files_count(reader->files, 0, 1) || !read_entry(reader, entry)))
			return false;
	}
	return result == ARCHIVE_EOF ? archive_reader_check_end(reader) : archive_reader_fail(reader);
}

static bool
read_archive(struct report_files *files, const struct archive_source *source, const char *path, unsigned depth)
{
	struct archive_reader *reader = calloc(1, sizeof(*reader));
	bool good;

	if (reader == NULL) {
		files->no_memory = true;
		return false;
	}
	*reader = (struct archive_reader){ .files = files, .source = source, .path = path, .depth = depth };
	good = archive_reader_open(reader) && read_entries(reader);
	if (reader->archive != NULL)
		(void)LIB.archive_read_free(reader->archive);
	free(reader);
	return good;
}

bool
archive_read_files(struct report_files *files, int fd, uint64_t packed, const char *path)
{
	const char *why = archive_library_load();
	struct archive_source source = { read_fd, &fd, packed };

	if (why != NULL)
		return report_files_damage(files, "cannot read archives: %s", why);
	return read_archive(files, &source, path, 0);
}

#endif
