/* SPDX-License-Identifier: BSD-3-Clause */
/* What a file of a report holds, by its content. Pure functions. */
#ifndef NODES_REPORT_KIND_H
#define NODES_REPORT_KIND_H

#include <stdbool.h>
#include <stddef.h>

/* Bits: one file may hold several. */
enum report_kind {
	REPORT_NOTHING = 0,
	REPORT_ICMAP = 1 << 0,
	REPORT_STATS = 1 << 1,
	REPORT_QUORUM = 1 << 2,  /* what corosync-quorumtool -s prints */
	REPORT_LINKS = 1 << 3,   /* what corosync-cfgtool -s prints */
	REPORT_VERSION = 1 << 4, /* what corosync -v prints */
	REPORT_CONF = 1 << 5,    /* a corosync.conf, by its name, too */
	REPORT_MAPS = REPORT_ICMAP | REPORT_STATS,
};

/* Finds out what the text of a file holds, or the first part of it. A NUL follows the text. */
enum report_kind report_kind_of(const char *path, const char *text);

/* Whether the name of a file is that of an archive. */
bool report_kind_is_archive(const char *path);

/* Returns the name, else the address, of the node that a map is of. The caller frees it. NULL: the map does not say, or out of memory. */
char *report_kind_node(const char *text);

#endif
