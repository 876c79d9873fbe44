/* SPDX-License-Identifier: BSD-3-Clause */
/* Notes about what a saved map does not have. */
#ifndef CORE_MAP_NOTES_H
#define CORE_MAP_NOTES_H

#include "core/app.h"

/* Prints what of a saved map's file is not in the map. `file`: its name; NULL: the name of the map. */
void map_notes_print(struct app *app, struct cmh_handle *map, const char *file);

#endif
