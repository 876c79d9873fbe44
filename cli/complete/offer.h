/* SPDX-License-Identifier: BSD-3-Clause */
/* Functions that add candidates. */
#ifndef COMPLETE_OFFER_H
#define COMPLETE_OFFER_H

#include "complete/context.h"

/* All functions that add candidates return false only if memory ran out. */

/* Adds a candidate, and takes `text`, which is NULL if memory ran out. Copies `note`, which may be NULL. */
bool offer_take(struct completion_context *ctx, char *text, const char *note, bool unfinished);

/* Adds a candidate if it begins with the word at the cursor. */
bool offer_matching(struct completion_context *ctx, const char *text, const char *note);

/* Does the same for each word of a list. Any of `separators` ends a word. */
bool offer_list(struct completion_context *ctx, const char *list, const char *separators);

/* Adds the candidates of `rest` for the word without its first `head` bytes, and puts these in front of each. */
bool offer_after(struct completion_context *ctx, size_t head, bool (*rest)(struct completion_context *));

#endif
