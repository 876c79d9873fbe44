/* SPDX-License-Identifier: BSD-3-Clause */
/* An operand of diff: one of the two maps, opened, read, and reduced to the keys that both cover. */
#ifndef COMPARE_DIFF_OPERAND_H
#define COMPARE_DIFF_OPERAND_H

#include "compare/coverage.h"
#include "core/app.h"

struct diff_operand {
	const char *spec; /* as given; NULL: the map in use */
	struct cmh_handle *map;
	bool opened; /* for this command: diff_operand_close() closes it */
	struct cmh_handle_info info;
	struct cmh_entries entries;
	bool inferred;            /* the file does not record which paths it covers */
	struct coverage coverage; /* inferred from its keys */
	size_t left_out;          /* keys that the other operand, a corosync.conf, does not cover */
};

/* Finds or opens the map of operand->spec. Prints its errors. */
enum exit_code diff_operand_open(struct app *app, struct diff_operand *operand);

/* Reads the keys at or below `n` paths, all keys if n is 0. Prints its errors. */
enum exit_code diff_operand_read(struct app *app, struct diff_operand *operand, char **paths, int n);

/* Returns the name for the output: the spec, or the name of the map in use. */
const char *diff_operand_name(const struct diff_operand *operand);

/* Removes the keys that only one of the two operands covers, and counts those that a corosync.conf does not cover. */
void diff_operands_keep_common(struct diff_operand *operands);

/* Prints a note if the file holds only a part of a map. `other`: the other operand. */
void diff_operand_note_coverage(struct app *app, const struct diff_operand *operand, const struct diff_operand *other);

/* Releases the operand. */
void diff_operand_close(struct diff_operand *operand);

#endif
