/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of messages on standard error. */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include <stdio.h>

#include "str.h"

struct app;

enum message { MESSAGE_ERROR, MESSAGE_HINT, MESSAGE_NOTE, MESSAGE_WARNING };

/*
 * What is written to the stream that message_begin() returns is one write to `out` by message_end(), as other
 * processes may print to the same stream. Without memory, it is `out` itself.
 */
FILE *message_begin(struct str_stream *text, FILE *out);
void message_end(struct str_stream *text, const FILE *begun, FILE *out);

/*
 * Prints a message as a line, with one write. Its text may come from the user: control characters in it are
 * escaped. On a terminal, a line that is too long breaks at spaces, but not in the command of a hint.
 */
void message_print(const struct app *app, FILE *out, enum message kind, const char *text);

#endif
