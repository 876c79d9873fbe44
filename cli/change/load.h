/* SPDX-License-Identifier: BSD-3-Clause */
/* What a file wants the map to be, as one plan. */
#ifndef CHANGE_LOAD_H
#define CHANGE_LOAD_H

#include "change/load_lines.h"
#include "change/plan.h"
#include "core/map_file.h"

struct load {
	const char *name;        /* of the file */
	struct cmh_file file;
	bool lines;              /* it has the form of corosync-cmapctl -p: one line after the other holds */
	bool strict;             /* a key that corosync keeps itself and that differs is an error */
	char **paths;            /* that limit it; of the caller */
	int n_paths;             /* 0: no limit */
	size_t moving;           /* keys that were left out: they change by themselves */
	size_t unknown;          /* keys of corosync's own that were left out: the file does not have their values */
	struct load_ignored ignored;
	size_t by_prefix;        /* keys that would be deleted by ^^PREFIX */
	struct cmh_entries listed;
	char *risk;
};

#define LOAD_INIT { .file = CMH_FILE_INIT }

/* Reads and parses. Ends `unpack`, which may be NULL. Prints what is wrong, with the place. */
enum exit_code load_read(struct app *app, struct load *load, FILE *in, struct unpack *unpack);

/* Makes the plan, which must be cleared first. Prints what is wrong, with the place. */
enum exit_code load_plan(struct app *app, struct load *load, struct plan *plan);

void load_clear(struct load *load);

#endif
