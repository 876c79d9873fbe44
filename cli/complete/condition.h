/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for conditions. */
#ifndef COMPLETE_CONDITION_H
#define COMPLETE_CONDITION_H

#include "complete/offer.h"

/* Adds the next component of the names that begin with the word at the cursor, which may have stars. */
bool offer_name(struct completion_context *ctx);

/* Adds candidates for the next part of the condition at the cursor: first keys, then operators, then values. */
bool offer_conditions(struct completion_context *ctx);

#endif
