/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads the files of an archive: a tar, compressed or not, or a zip. Links in it are not followed. */
#ifndef NODES_ARCHIVE_H
#define NODES_ARCHIVE_H

#include "nodes/report_files.h"

/*
 * Reads an archive from a descriptor, which stays open. `packed`: of how many bytes another program
 * unpacks it; 0: none does. `path`: in front of the names of its files, "" or ending with a slash.
 * False: not all was read, see `files`.
 */
bool archive_read_files(struct report_files *files, int fd, uint64_t packed, const char *path);

#endif
