/* SPDX-License-Identifier: BSD-3-Clause */
/* The open maps, and which one is in use. */
#ifndef CORE_MAPS_H
#define CORE_MAPS_H

#include "core/app.h"

/* Opens a map and uses it. Prints notes about lines of a saved map that have no key, and what corosync refuses in it. NULL: see `err`. */
struct cmh_handle *maps_open(struct app *app, const char *spec, const char *name, struct cmh_error *err);

/*
 * Returns the open map with that name or of that file; the map in use if `spec`
 * is NULL. If none is open, opens it without using it, and sets *opened. NULL:
 * see `err`.
 */
struct cmh_handle *maps_get(struct app *app, const char *spec, bool *opened, struct cmh_error *err);

/* The last error of a map. That a key does not exist is an answer, also to a question of status. NULL: none. Valid as long as the map. */
const char *maps_last_error(const struct cmh_handle_info *info);

/* Makes an open map the one in use. False: out of memory. */
bool maps_use(struct app *app, struct cmh_handle *map);

/* Closes a map. If it is in use, uses the one that was in use before it; the command has it no longer. */
void maps_close(struct app *app, struct cmh_handle *handle);

#endif
