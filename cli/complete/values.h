/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for the value of a key. */
#ifndef COMPLETE_VALUES_H
#define COMPLETE_VALUES_H

#include "complete/offer.h"

/* Adds the value that a key has now, unless it is secret, or reading it takes too long. */
bool offer_current_value(struct completion_context *ctx, const char *key);

/* Adds the value that a key has now, and its usual values. */
bool offer_values_of(struct completion_context *ctx, const char *key);

#endif
