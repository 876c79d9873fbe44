/* SPDX-License-Identifier: BSD-3-Clause */
/* Changes of settings that corosync makes, but that are hardly meant. */
#ifndef CHANGE_GUARD_H
#define CHANGE_GUARD_H

#include "change/plan.h"

/* Marks a change as risky if its value is unusual, or if it deletes a setting of corosync.conf. */
void guard_change(struct change *change);

#endif
