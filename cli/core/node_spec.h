/* SPDX-License-Identifier: BSD-3-Clause */
/* "@node2" as the name of a map: that of a node, read over ssh if it is another one. */
#ifndef CORE_NODE_SPEC_H
#define CORE_NODE_SPEC_H

#include "core/app.h"

/* Whether a spec names a node. */
bool node_spec_is(const char *spec);

/* Opens a copy of the map of a node, of this one too, as a saved map. `name`: of the map; NULL: the spec. NULL: see `err`. */
struct cmh_handle *node_spec_open(struct app *app, const char *spec, const char *name, struct cmh_error *err);

/* Whether a spec can name several nodes: "@all", "@node1,@node2". */
bool node_spec_is_list(const char *spec);

/*
 * Opens the map of each node of such a spec, named like "@node2". *first: the first that could be
 * opened; NULL: none. Prints its own errors. EXIT_PARTIAL: some could not be opened.
 */
enum exit_code node_spec_open_all(struct app *app, const char *spec, struct cmh_handle **first);

#endif
