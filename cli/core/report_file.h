/* SPDX-License-Identifier: BSD-3-Clause */
/* Files of the report of a support tool: of the report that a saved map is of, or beside the map. */
#ifndef CORE_REPORT_FILE_H
#define CORE_REPORT_FILE_H

#include "cmh.h"

/* Reads what corosync-quorumtool -s printed: from a file beside the map, or from that of the map itself. False: it is not there. */
bool report_file_quorum(struct cmh_handle *map, struct cmh_quorum *out);

/* Reads what corosync-cfgtool -s printed, in the same way: see links_from_text(). */
bool report_file_links(struct cmh_handle *map, struct cmh_entries *out);

#endif
