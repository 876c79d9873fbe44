/* SPDX-License-Identifier: BSD-3-Clause */
/* The third form of a file that can be loaded: that of corosync-cmapctl -p. */
#ifndef CHANGE_LOAD_LINES_H
#define CHANGE_LOAD_LINES_H

#include "cmh_private.h"

/* Whether the first line that says something begins neither as JSON nor as KEY (TYPE). */
bool load_is_lines(const char *bytes);

/* What corosync-cmapctl -p ignores: what follows a key that is to be deleted. */
struct load_ignored {
	size_t n, first; /* how many lines; the number of the first */
};

/*
 * Reads the bytes of a file again: lines of KEY TYPE VALUE, ^KEY to delete a
 * key, ^^PREFIX to delete all whose names begin like that. Its keys are in the
 * order of the file; one that is to be deleted has no type, and a prefix ends
 * with a star. CMH_INVALID: `fault` is the place, which the error does not repeat.
 */
enum cmh_status load_lines(struct cmh_file *file, struct load_ignored *ignored, struct cmh_error *err);

#endif
