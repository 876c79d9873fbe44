/* SPDX-License-Identifier: BSD-3-Clause */
/* Reduces the changes of a file to those that are needed. */
#ifndef CHANGE_PLAN_FILE_H
#define CHANGE_PLAN_FILE_H

#include "change/plan.h"

/*
 * Drops the changes that change nothing, and with skip_read_only those of
 * read-only keys, and counts them. Otherwise, a change of a read-only key is an
 * error, which is printed and returned.
 */
enum exit_code plan_drop_unchanged(struct app *app, struct plan *plan);

#endif
