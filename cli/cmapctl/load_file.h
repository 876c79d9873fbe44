/* SPDX-License-Identifier: BSD-3-Clause */
/* The files of corosync-cmapctl -p. */
#ifndef CMAPCTL_LOAD_FILE_H
#define CMAPCTL_LOAD_FILE_H

#include "cmapctl/request.h"

/* One change. */
struct load_line {
	enum action action; /* ACTION_SET, ACTION_DELETE or ACTION_DELETE_PREFIX */
	char *key;
	struct cmh_value value;
};

struct load_file {
	struct load_line *v;
	size_t n, capacity;
};

/*
 * Reads all lines: KEY TYPE VALUE, ^KEY, ^^PREFIX, with spaces between the words. What
 * follows is ignored, and so are lines that are empty or begin with #. A value in
 * double quotes may have spaces. Clear `file` in any case. False: it has printed the error.
 */
bool load_file_read(struct load_file *file, struct app *app, const char *name);
void load_file_clear(struct load_file *file);

#endif
