/* SPDX-License-Identifier: BSD-3-Clause */
/* The functions of libarchive. It is loaded when an archive is read. The only include of its headers. */
#ifndef NODES_ARCHIVE_LIBRARY_H
#define NODES_ARCHIVE_LIBRARY_H

#include <stdbool.h>

#ifdef HAVE_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>

#define EACH_ARCHIVE_FUNCTION \
	FUNCTION(archive_entry_filetype) \
	FUNCTION(archive_entry_hardlink) \
	FUNCTION(archive_entry_is_encrypted) \
	FUNCTION(archive_entry_pathname) \
	FUNCTION(archive_entry_pathname_utf8) \
	FUNCTION(archive_error_string) \
	FUNCTION(archive_filter_bytes) \
	FUNCTION(archive_filter_code) \
	FUNCTION(archive_format) \
	FUNCTION(archive_read_data_block) \
	FUNCTION(archive_read_free) \
	FUNCTION(archive_read_new) \
	FUNCTION(archive_read_next_header) \
	FUNCTION(archive_read_open) \
	FUNCTION(archive_read_support_filter_bzip2) \
	FUNCTION(archive_read_support_filter_gzip) \
	FUNCTION(archive_read_support_filter_xz) \
	FUNCTION(archive_read_support_filter_zstd) \
	FUNCTION(archive_read_support_format_tar) \
	FUNCTION(archive_read_support_format_zip)

struct archive_library {
#define FUNCTION(name) __typeof__(name) *name;
	EACH_ARCHIVE_FUNCTION
#undef FUNCTION
};

/* The functions, after archive_library_load(). */
extern struct archive_library archive_library;
#endif

/* Whether the program was built with it. */
bool archive_library_exists(void);

/* Loads the library. Returns why it cannot be loaded, valid until the next call of a function of dlfcn.h; NULL: it is loaded. */
const char *archive_library_load(void);

#endif
