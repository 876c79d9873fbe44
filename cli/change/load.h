/* SPDX-License-Identifier: BSD-3-Clause */
/* Makes a plan of the keys and values in a file. */
#ifndef CHANGE_LOAD_H
#define CHANGE_LOAD_H

#include "change/load_lines.h"
#include "change/plan.h"
#include "core/map_file.h"

struct load {
	const char *name;        /* of the file, for errors */
	struct cmh_file file;
	bool lines;              /* it has the form of corosync-cmapctl -p: a later line overrides an earlier one */
	bool strict;             /* a key that corosync keeps itself and that differs is an error */
	char **paths;            /* the only keys to load are at or below these; owned by the caller */
	int n_paths;             /* 0: no limit */
	size_t counters;         /* skipped: keys that change by themselves */
	size_t unknown;          /* skipped: keys that corosync keeps itself and whose value is not in the file */
	struct load_ignored ignored;
	struct load_ignored absent; /* lines ^^PREFIX that delete no key */
	size_t by_prefix;        /* keys to delete by ^^PREFIX */
	struct cmh_entries listed; /* the names of these keys */
	char *risk;              /* of the plan, see plan.risk */
};

#define LOAD_INIT { .file = CMH_FILE_INIT }

/* Reads and parses the file, and ends `unpack`. Prints its errors, with line and column. */
enum exit_code load_read(struct app *app, struct load *load, struct unpack *unpack);

/* Makes the plan, which is empty before. Clear it before `load`, whose texts it uses. Prints its errors, with line and column. */
enum exit_code load_plan(struct app *app, struct load *load, struct plan *plan);

void load_clear(struct load *load);

#endif
