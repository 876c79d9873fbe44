/* SPDX-License-Identifier: BSD-3-Clause */
/* Conditions as candidates. */
#ifndef COMPLETE_CONDITION_H
#define COMPLETE_CONDITION_H

#include "complete/offer.h"

/* Offers the next part of the condition at the cursor: the name of a key, then operators, then values. */
bool offer_conditions(struct completion_context *ctx);

#endif
