/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for conditions. */
#ifndef COMPLETE_CONDITION_H
#define COMPLETE_CONDITION_H

#include "complete/offer.h"

/* Adds candidates for the next part of the condition at the cursor: first keys, then operators, then values. */
bool offer_conditions(struct completion_context *ctx);

#endif
