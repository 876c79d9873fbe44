/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef HAVE_LIBARCHIVE
#include "nodes/archive.h"
#include "nodes/archive_library.h"

bool
archive_read_files(struct report_files *files, int fd, uint64_t packed, const char *path)
{
	(void)fd;
	(void)packed;
	(void)path;
	return report_files_damage(files, "cannot read archives: %s", archive_library_load());
}

#endif
