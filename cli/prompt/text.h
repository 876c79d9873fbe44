/* SPDX-License-Identifier: BSD-3-Clause */
/* The text of the prompt. */
#ifndef PROMPT_TEXT_H
#define PROMPT_TEXT_H

#include "core/app.h"

/*
 * Returns "CLUSTER/NODE live:totem [MARK, ...]> "; with `color`, with escape sequences
 * between \1 and \1. On a terminal of `columns` columns, it leaves room for a command: names are cut
 * with a ~, and marks that are left out are counted. It is ASCII, because
 * libedit 3.1 crashes on other characters in some locales. The caller frees it. NULL: out of memory.
 */
char *prompt_text(const struct app *app, bool read_only, bool color, int columns);

#endif
