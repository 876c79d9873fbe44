/* SPDX-License-Identifier: BSD-3-Clause */
/* "@node2" as the name of a map: that of another node, read over ssh. */
#ifndef CORE_NODE_SPEC_H
#define CORE_NODE_SPEC_H

#include "core/app.h"

/* Whether a spec names a node. */
bool node_spec_is(const char *spec);

/*
 * Opens the map of a node: of this node the live map, of another one a copy of now, as a
 * saved map. `name`: of the map; NULL: the spec. NULL: see `err`.
 */
struct cmh_handle *node_spec_open(struct app *app, const char *spec, const char *name, struct cmh_error *err);

#endif
