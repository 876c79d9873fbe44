/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs the lines typed at the prompt. */
#ifndef PROMPT_LINE_H
#define PROMPT_LINE_H

#include "prompt/state.h"

/* Runs a text that was typed or pasted: one line, or several. Modifies the text. */
void line_run(struct prompt *p, char *text);

#endif
