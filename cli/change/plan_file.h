/* SPDX-License-Identifier: BSD-3-Clause */
/* Reduces the changes of a file to those that are needed. */
#ifndef CHANGE_PLAN_FILE_H
#define CHANGE_PLAN_FILE_H

#include "change/plan.h"

/*
 * Drops the changes that change nothing, and those of keys that corosync keeps
 * itself, and counts them. If the plan is strict, a change of such a key is an
 * error, which is printed and returned.
 */
enum exit_code plan_drop_unchanged(struct app *app, struct plan *plan);

#endif
