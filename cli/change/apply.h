/* SPDX-License-Identifier: BSD-3-Clause */
/* Makes the changes of a plan: checks, shows, asks, applies. */
#ifndef CHANGE_APPLY_H
#define CHANGE_APPLY_H

#include "change/plan.h"

/*
 * Checks the plan. With --dry-run shows it; otherwise asks if a change is risky,
 * and applies the plan. Prints its errors. Only this file calls the functions of
 * the library that change a map.
 */
enum exit_code change_apply(struct app *app, struct plan *plan);

#endif
