/* SPDX-License-Identifier: BSD-3-Clause */
/* The text of the prompt. */
#ifndef PROMPT_TEXT_H
#define PROMPT_TEXT_H

#include "core/app.h"

/*
 * Returns "cmapsh NODE live:totem [MARK, ...]> "; with `color`, with escape sequences
 * between \1 and \1. It is ASCII, because libedit 3.1 crashes on other characters in
 * some locales. The caller frees it. NULL: out of memory.
 */
char *prompt_text(const struct app *app, bool read_only, bool color);

#endif
