/* SPDX-License-Identifier: BSD-3-Clause */
/* Parses files for corosync-cmapctl -p, one of the three forms that load takes. */
#ifndef CHANGE_LOAD_LINES_H
#define CHANGE_LOAD_LINES_H

#include "cmh_private.h"

/* Returns whether the first line that is not empty or a comment begins neither like JSON nor like KEY (TYPE). */
bool load_is_lines(const char *bytes);

/* What corosync-cmapctl -p ignores: what follows a key that is to be deleted. */
struct load_ignored {
	size_t n, first; /* how many lines; the number of the first */
};

/*
 * Parses file->bytes, and fills file->keys and file->places in the order of the
 * lines: KEY TYPE VALUE, ^KEY (delete the key), ^^PREFIX (delete all keys whose
 * names begin with it). A key to delete has no type; a prefix ends with a star.
 * CMH_INVALID: file->fault is the place of the error.
 */
enum cmh_status load_lines(struct cmh_file *file, struct load_ignored *ignored, struct cmh_error *err);

#endif
