/* SPDX-License-Identifier: BSD-3-Clause */
/* What helps while a line is typed: its rest as the history has it, its arguments, the meaning of a key. */
#ifndef PROMPT_HINT_H
#define PROMPT_HINT_H

#include "complete/typed_line.h"

struct session;

struct hint {
	struct typed_line typed; /* the words of the line */
	const char *rest; /* of the line, as the history has it, which has to outlive this; NULL: none */
	char *after; /* what to show after the end of the line: the rest, or else the arguments; NULL: nothing */
	char *note;  /* about the word at the cursor; if the rest takes the place of the arguments, after them; NULL: none */
};

/* Finds the hint for a line, with the cursor before the byte `cursor`, in memory only. False: nothing, and `out` is empty. */
bool hint_find(struct app *app, const char *line, size_t cursor, struct hint *out);

void hint_clear(struct hint *hint);

#endif
