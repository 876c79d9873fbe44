/* SPDX-License-Identifier: BSD-3-Clause */
/* The parts of explain: what it prints of one key, of a branch, and of a finding. */
#ifndef COMMANDS_EXPLAIN_H
#define COMMANDS_EXPLAIN_H

#include "core/app.h"

/* A map to explain, which may not be there. */
struct explain_map {
	struct cmh_handle *handle;    /* NULL: it cannot be opened */
	struct cmh_error err;         /* why nothing can be read; status CMH_OK: it can */
};

/* Explains a key. If the map has no such key, and nothing is known about it, prints nothing, and sets *found to false. */
enum exit_code explain_key(struct app *app, struct explain_map *map, const char *key, bool *found);

/* The same for what is below a path, which may be a pattern. */
enum exit_code explain_branch(struct app *app, struct explain_map *map, const char *path, bool *found);

/* Explains a code of status. False: it is none, and nothing was printed. */
bool explain_finding(struct app *app, const char *code);

#endif
