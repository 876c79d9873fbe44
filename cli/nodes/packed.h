/* SPDX-License-Identifier: BSD-3-Clause */
/* Archives, read through the program that unpacks them. It checks all of them; libarchive does not look at the checksum of gzip. */
#ifndef NODES_PACKED_H
#define NODES_PACKED_H

#include "base/unpack.h"
#include "nodes/report_files.h"

/* Reads an archive, compressed or not, that is at its beginning. `path`: as for archive_read_files(). False: reading has to stop. */
bool packed_read_files(struct report_files *files, struct unpack *unpack, const char *path);

/* The same for a descriptor of a regular file, which is closed. Without the program, libarchive unpacks it. */
bool packed_read_fd(struct report_files *files, int fd, const char *path);

#endif
