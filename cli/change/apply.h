/* SPDX-License-Identifier: BSD-3-Clause */
/* Makes changes: checked, shown, confirmed, applied. */
#ifndef CHANGE_APPLY_H
#define CHANGE_APPLY_H

#include "change/plan.h"

/*
 * Checks the plan, shows it under --dry-run, asks where that is due, and applies
 * it. The only caller of the library's writing functions.
 */
enum exit_code change_apply(struct app *app, struct plan *plan);

#endif
