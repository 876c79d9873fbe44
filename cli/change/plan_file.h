/* SPDX-License-Identifier: BSD-3-Clause */
/* What is left of the changes of a file when the present values are known. */
#ifndef CHANGE_PLAN_FILE_H
#define CHANGE_PLAN_FILE_H

#include "change/plan.h"

/*
 * Keeps the changes that are still to be made and can be, and counts the rest. If
 * the plan is strict, a key that corosync keeps itself and that differs stops it.
 */
enum exit_code plan_drop_unchanged(struct app *app, struct plan *plan);

#endif
