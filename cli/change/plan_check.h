/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks a plan against what the map has now. Writes nothing. */
#ifndef CHANGE_PLAN_CHECK_H
#define CHANGE_PLAN_CHECK_H

#include "change/plan.h"

/*
 * Reads the keys, makes the new values, and finds what has to be confirmed.
 * Changes of keys that do not exist are taken out, reported and tallied; any
 * other fault stops the whole plan.
 */
enum exit_code plan_check(struct app *app, struct plan *plan, struct tally *tally);

#endif
