/* SPDX-License-Identifier: BSD-3-Clause */
/* What the prompt reads before its first line: the history and the start-up file. */
#ifndef PROMPT_START_H
#define PROMPT_START_H

#include "prompt/state.h"

/* Loads the history, and runs the commands of the start-up file. Prints errors. */
void start_read(struct prompt *p);

#endif
