/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads the files of a folder, also of archives in it. Links are not followed: so nothing outside of it is read. */
#ifndef NODES_FOLDER_H
#define NODES_FOLDER_H

#include "nodes/report_files.h"

/* Reads a folder from a descriptor, which is closed. False: reading has to stop, see `files`. */
bool folder_read_files(struct report_files *files, int fd);

#endif
