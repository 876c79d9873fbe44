/* SPDX-License-Identifier: BSD-3-Clause */
/* One of two maps that are compared: opened, read, and cut down to what both can know. */
#ifndef SIDE_H
#define SIDE_H

#include "app.h"
#include "extent.h"

struct side {
	const char *spec; /* as it was given; NULL: the map in use */
	struct cmh_handle *map;
	bool opened; /* for this command */
	struct cmh_handle_info info;
	struct cmh_entries entries;
	bool guessed;       /* the file does not say which keys it would hold */
	struct extent extent; /* so that is judged by those that it holds */
};

/* Finds or opens the map. Prints what is wrong. */
enum exit_code side_open(struct app *app, struct side *side);

/* Reads what is at or below `n` paths, everything when there is none. Prints what is wrong. */
enum exit_code side_read(struct app *app, struct side *side, char **paths, int n);

/* What to call it. */
const char *side_name(const struct side *side);

/* Keeps the keys that both would have if they were there. */
void sides_keep_common(struct side *sides);

/* Says what a file does not tell about. */
void side_tell_extent(struct app *app, const struct side *side);

/* Closes the map if it was opened for this. */
void side_close(struct side *side);

#endif
