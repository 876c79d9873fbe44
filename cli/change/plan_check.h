/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks a plan against the values in the map. Changes nothing there. */
#ifndef CHANGE_PLAN_CHECK_H
#define CHANGE_PLAN_CHECK_H

#include "change/plan.h"

/*
 * Reads the keys, makes the new values, and marks the risky changes. A change of
 * a key that does not exist is dropped, with an error that is tallied; any other
 * error is printed and returned.
 */
enum exit_code plan_check(struct app *app, struct plan *plan, struct tally *tally);

#endif
