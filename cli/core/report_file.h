/* SPDX-License-Identifier: BSD-3-Clause */
/* Files of the report of a support tool, beside a saved map. */
#ifndef CORE_REPORT_FILE_H
#define CORE_REPORT_FILE_H

#include "cmh.h"

/* Reads what corosync-quorumtool -s printed: from a file beside the map, or from that of the map itself. False: it is not there. */
bool report_file_quorum(struct cmh_handle *map, struct cmh_quorum *out);

#endif
