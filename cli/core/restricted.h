/* SPDX-License-Identifier: BSD-3-Clause */
/* Refuses what --restricted forbids, with its reason. base/restrict.h holds it where a check is missing. */
#ifndef CORE_RESTRICTED_H
#define CORE_RESTRICTED_H

#include "core/app.h"

enum forbidden { FORBIDDEN_PROGRAM, FORBIDDEN_WRITE, FORBIDDEN_READ };

/* Prints that --restricted forbids it. EXIT_DONE: it does not. */
enum exit_code restricted_check(struct app *app, enum forbidden what);

/* The same for a map: of a node, which ssh reads, or in a file, which only the program's own command line may name. */
enum cmh_status restricted_check_map(const struct app *app, const char *spec, struct cmh_error *err);

#endif
