/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates by the kind of the word at the cursor. */
#ifndef COMPLETE_KINDS_H
#define COMPLETE_KINDS_H

#include "complete/offer.h"

/* Offers what a kind of word can be, as far as it begins with what was typed. */
bool offer_kind(struct completion_context *ctx, enum word_kind kind);

/* The same for commands, and for the options of the command. */
bool offer_commands(struct completion_context *ctx);
bool offer_options(struct completion_context *ctx);

#endif
