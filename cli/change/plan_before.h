/* SPDX-License-Identifier: BSD-3-Clause */
/* Reads the values that the keys of a plan have, before it is checked. */
#ifndef CHANGE_PLAN_BEFORE_H
#define CHANGE_PLAN_BEFORE_H

#include "change/plan.h"

/* Sets `map` and `before` of each change. Drops changes whose key cannot be read, with an error that is tallied. */
enum exit_code plan_read_before(struct app *app, struct plan *plan, struct tally *tally);

#endif
