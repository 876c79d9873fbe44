/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for keys: one component at a time. */
#ifndef COMPLETE_KEYS_H
#define COMPLETE_KEYS_H

#include "complete/offer.h"

/* Returns the keys that begin with a prefix, and perhaps more. The source owns them. NULL: not known. */
const struct cmh_entries *list_keys(struct completion_context *ctx, const char *prefix);

/* The meaning of a key, or, if its first `len` bytes are a branch, of that. Static. NULL: nothing is known about it. */
const char *key_note(const char *key, size_t len);

/* Adds the next component of the keys that begin with the word at the cursor. */
bool offer_keys(struct completion_context *ctx);

#endif
