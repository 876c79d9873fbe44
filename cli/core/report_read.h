/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads the reports of support tools: archives, and folders. */
#ifndef CORE_REPORT_READ_H
#define CORE_REPORT_READ_H

#include "base/unpack.h"
#include "core/app.h"
#include "nodes/report.h"

/* What a file is. */
enum report_result {
	REPORT_READ,   /* a report, with one node at least */
	REPORT_NOT,    /* another file: `unpack` is open, and the caller closes it */
	REPORT_FAILED, /* it cannot be read, see `err` */
};

/*
 * Reads a file or a folder. A note says what of it cannot be read; the command then ends with
 * EXIT_PARTIAL. `limit_ms`: how long reading may take; 0: as long as the user waits.
 * The caller clears `out` in any case.
 */
enum report_result report_read(struct app *app, const char *file, unsigned limit_ms, struct report *out, struct unpack *unpack,
			       struct cmh_error *err);

/* Closes a file that is not a report, where one was wanted, and says so, or what is wrong with the file. */
void report_refuse(struct app *app, struct unpack *unpack, const char *file, const char *hint, struct cmh_error *err);

/* Returns a text for errors and notes that names the nodes: "node[1-3]". The caller frees it; NULL: out of memory. */
char *report_names(const struct report *report);

/* Says that a report does not have a node. */
enum cmh_status report_fail_node(const struct report *report, const char *file, const char *name, struct cmh_error *err);

#endif
