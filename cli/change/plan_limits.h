/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks a plan against the limits between keys (know/key_limit.h). */
#ifndef CHANGE_PLAN_LIMITS_H
#define CHANGE_PLAN_LIMITS_H

#include "change/plan.h"

/*
 * Checks every value that corosync would have while the plan, whose new values are
 * made, is carried out. Values that it does not change are read, if a limit needs
 * them. Refuses a plan that ends corosync; a change that breaks another limit has
 * to be confirmed.
 */
enum exit_code plan_check_limits(struct app *app, struct plan *plan);

#endif
