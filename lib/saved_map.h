/* SPDX-License-Identifier: BSD-3-Clause */
/* The inside of a saved map, for the two files that make it and ask it. */
#ifndef CMH_SAVED_MAP_H
#define CMH_SAVED_MAP_H

#include "saved_conf.h"
#include "saved_parts.h"

struct saved {
	char *file;
	struct store keys;     /* sorted; of one of the maps in the file */
	struct file_head head; /* with the maps that the file holds */
	struct parts parts;
	size_t part;           /* the one that is open, from 1 */
	size_t left_out, repeated;
	struct cmh_line left_out_lines[CMH_LINES_MAX], repeated_lines[CMH_LINES_MAX];
	bool untyped;
	enum map_set cut;      /* maps of which the end is missing */
	struct saved_conf conf;
};

#endif
