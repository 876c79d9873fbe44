/* SPDX-License-Identifier: BSD-3-Clause */
/* What a file wants the map to be, as one plan. */
#ifndef CHANGE_LOAD_H
#define CHANGE_LOAD_H

#include "change/plan.h"

struct load {
	const char *name;        /* of the file */
	struct cmh_file file;
	bool lines;              /* it has the form of corosync-cmapctl -p: one line after the other holds */
	bool skip_read_only;
	size_t moving;           /* keys that were left out: counters that nobody can set */
	size_t unknown;          /* read-only keys that were left out: the file does not have their values */
	size_t by_prefix;        /* keys that would be deleted by ^^PREFIX */
	struct cmh_entries listed;
	char *risk;
};

#define LOAD_INIT { .file = CMH_FILE_INIT }

/* Reads and parses. Prints what is wrong, with the place. */
enum exit_code load_read(struct app *app, struct load *load, FILE *in);

/* Makes the plan, which must be cleared first. Prints what is wrong, with the place. */
enum exit_code load_plan(struct app *app, struct load *load, struct plan *plan);

void load_clear(struct load *load);

#endif
