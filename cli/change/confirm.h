/* SPDX-License-Identifier: BSD-3-Clause */
/* Shows what is risky in a plan, and asks. */
#ifndef CHANGE_CONFIRM_H
#define CHANGE_CONFIRM_H

#include "change/plan.h"

/* Asks if the plan is risky. Where nobody can answer, refuses it, unless --yes is given. */
enum exit_code change_confirm(struct app *app, const struct plan *plan);

/* Prints the warnings of a dry run, in the form of its errors. */
void change_warn(struct app *app, const struct plan *plan);

#endif
