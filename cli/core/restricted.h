/* SPDX-License-Identifier: BSD-3-Clause */
/* Refuses what --restricted forbids, with its reason. base/restrict.h holds it where a check is missing. */
#ifndef CORE_RESTRICTED_H
#define CORE_RESTRICTED_H

#include "core/app.h"

enum forbidden { FORBIDDEN_PROGRAM, FORBIDDEN_WRITE, FORBIDDEN_READ };

/* Prints that --restricted forbids it. EXIT_DONE: it does not. */
enum exit_code restricted_check(struct app *app, enum forbidden what);

/* Says the same in `err`, for what process_is_restricted() has found forbidden. Returns CMH_REFUSED. */
enum cmh_status restricted_error(struct cmh_error *err, enum forbidden what, const char *hint);

#endif
