/* SPDX-License-Identifier: BSD-3-Clause */
/* The state at a glance. */
#ifndef PROMPT_TEXT_H
#define PROMPT_TEXT_H

#include "core/app.h"

/*
 * "cmapsh NODE live:totem [MARK, ...]> ", with escape sequences between \1 and
 * \1 when `color`. ASCII alone: libedit 3.1 dies of others in some locales.
 * Owned by the caller; NULL: out of memory.
 */
char *prompt_text(const struct app *app, bool read_only, bool color);

#endif
