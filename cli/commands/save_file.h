/* SPDX-License-Identifier: BSD-3-Clause */
/* The file that save writes: a JSON object with a description and an array of keys, as -o json prints them. */
#ifndef COMMANDS_SAVE_FILE_H
#define COMMANDS_SAVE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct cmh_entry;
struct output;

/* The description. */
struct save_facts {
	bool live;                  /* the map was read at `time` */
	struct timespec time;
	const char *time_text;      /* if not live: the time that the saved map has; NULL: not known */
	const char *node, *cluster; /* NULL: not known */
	const char *map;            /* live, icmap or stats */
	char *const *paths;         /* that the file covers; none: everything */
	size_t n_paths;
};

/* The beginning, each key with its value or why it could not be read, and the end. `out` has the format ndjson. */
void save_begin(struct output *out, const struct save_facts *facts);
void save_entry(struct output *out, const struct cmh_entry *entry);
void save_end(struct output *out);

#endif
