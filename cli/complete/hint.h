/* SPDX-License-Identifier: BSD-3-Clause */
/* Texts about the word at the cursor, from the tables of commands, options and keys. */
#ifndef COMPLETE_HINT_H
#define COMPLETE_HINT_H

#include "complete/context.h"
#include "complete/typed_line.h"

/*
 * Returns the part of the usage of a command that is left after the arguments before
 * the cursor: "VALUE" of "KEY [TYPE] VALUE". The caller frees it. NULL: none, or out of memory.
 */
char *hint_usage(const struct completion_context *ctx);

/* Returns what a word is about. The caller frees it. NULL: nothing to say, or out of memory. */
char *hint_note(const struct completion_context *ctx, const char *word, enum typed_kind kind);

#endif
