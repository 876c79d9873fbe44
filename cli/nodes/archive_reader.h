/* SPDX-License-Identifier: BSD-3-Clause */
/* The bytes of an archive and of the files in it, as libarchive reads them, with what is wrong with them. */
#ifndef NODES_ARCHIVE_READER_H
#define NODES_ARCHIVE_READER_H

#include "nodes/archive_library.h"
#include "nodes/report_files.h"
#include "nodes/zip_end.h"

#ifdef HAVE_LIBARCHIVE

enum { ARCHIVE_CHUNK = 64 * 1024 }; /* bytes that are read at once */

/* Where the bytes of an archive come from. */
struct archive_source {
	report_read_fn *read;
	void *arg;
	uint64_t packed;          /* of how many bytes another program unpacks them; 0: none does */
};

/* An archive that is read. */
struct archive_reader {
	struct report_files *files;
	struct archive *archive;
	const struct archive_source *source;
	const char *path;         /* in front of the names of its files */
	unsigned depth;           /* in how many other archives it is */
	const char *block;        /* what is left of the block of data that was read last */
	size_t left;
	uint64_t counted;         /* bytes that report_files_count() has */
	bool ended, zeros;        /* its bytes have ended; the last ones were zeros, as at the end of a tar */
	int entries;              /* how many were found */
	struct zip_end end;       /* its last bytes */
	char bytes[ARCHIVE_CHUNK];
};

/* Begins to read. False: it has noted why not. archive_read_free() releases `archive` in any case, unless it is NULL. */
bool archive_reader_open(struct archive_reader *reader);

/* Reads bytes of the file that libarchive is at, a report_read_fn of the reader. */
ssize_t archive_reader_read(void *reader, char *bytes, size_t n);

/* Reads what is left of that file, block by block: libarchive would do it at once, however long it is. False: reading has to stop. */
bool archive_reader_skip(struct archive_reader *reader);

/* Checks how much was unpacked. False: reading has to stop. */
bool archive_reader_check_size(struct archive_reader *reader);

/* Checks whether files are missing that libarchive does not miss. False: some are. */
bool archive_reader_check_end(struct archive_reader *reader);

/* Notes that not all of the archive could be read: it is `what`, because of `why`, unless that is NULL. Returns false. */
bool archive_reader_damage(struct archive_reader *reader, const char *what, const char *why);

/* Notes an error of libarchive. Returns false. */
bool archive_reader_fail(struct archive_reader *reader);

/* Notes what libarchive warns of, and reads past. */
void archive_reader_note(struct archive_reader *reader, int result);

#endif

#endif
