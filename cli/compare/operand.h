/* SPDX-License-Identifier: BSD-3-Clause */
/* One of two maps that are compared: opened, read, and cut down to what both can know. */
#ifndef COMPARE_OPERAND_H
#define COMPARE_OPERAND_H

#include "compare/coverage.h"
#include "core/app.h"

struct operand {
	const char *spec; /* as it was given; NULL: the map in use */
	struct cmh_handle *map;
	bool opened; /* for this command */
	struct cmh_handle_info info;
	struct cmh_entries entries;
	bool guessed;       /* the file does not say which keys it would hold */
	struct extent extent; /* so that is judged by those that it holds */
};

/* Finds or opens the map. Prints what is wrong. */
enum exit_code operand_open(struct app *app, struct operand *operand);

/* Reads what is at or below `n` paths, everything when there is none. Prints what is wrong. */
enum exit_code operand_read(struct app *app, struct operand *operand, char **paths, int n);

/* What to call it. */
const char *operand_name(const struct operand *operand);

/* Keeps the keys that both would have if they were there. */
void operands_keep_common(struct operand *operands);

/* Says what a file does not tell about. */
void operand_tell_extent(struct app *app, const struct operand *operand);

/* Closes the map if it was opened for this. */
void operand_close(struct operand *operand);

#endif
