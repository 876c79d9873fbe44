/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs what was typed at the prompt. */
#ifndef PROMPT_LINE_H
#define PROMPT_LINE_H

#include "prompt/state.h"

/* Runs what was typed or pasted: one line, or several. The text is written to. */
void line_run(struct prompt *p, char *text);

#endif
