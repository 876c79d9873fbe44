/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for each kind of word. */
#ifndef COMPLETE_KINDS_H
#define COMPLETE_KINDS_H

#include "complete/offer.h"

/* Adds the candidates of a kind that begin with the word at the cursor. */
bool offer_kind(struct completion_context *ctx, enum word_kind kind);

/* Add commands, and the options of the command and of all commands. */
bool offer_commands(struct completion_context *ctx);
bool offer_options(struct completion_context *ctx);

#endif
