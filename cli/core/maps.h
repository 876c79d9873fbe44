/* SPDX-License-Identifier: BSD-3-Clause */
/* The open maps, and which one is in use. */
#ifndef CORE_MAPS_H
#define CORE_MAPS_H

#include "core/app.h"

/* Opens a map and uses it. Notes which lines of a saved map are no keys. NULL: see `err`. */
struct cmh_handle *maps_open(struct app *app, const char *spec, const char *name, struct cmh_error *err);

/*
 * Returns the open map that a spec means, by its name or by its file; NULL for
 * the spec means the one in use. If it is not open it is opened, without being
 * used, and *opened is true. NULL: see `err`.
 */
struct cmh_handle *maps_get(struct app *app, const char *spec, bool *opened, struct cmh_error *err);

/* Closes a map. If it was in use, the one that was opened before it is used. */
void maps_close(struct app *app, struct cmh_handle *handle);

#endif
