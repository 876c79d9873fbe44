/* SPDX-License-Identifier: BSD-3-Clause */
/* Lines of messages on standard error. */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include <stdio.h>

struct app;

enum message { MESSAGE_ERROR, MESSAGE_HINT, MESSAGE_NOTE, MESSAGE_WARNING };

/*
 * Prints a message as a line. Its text may come from the user: control characters in it are
 * escaped. On a terminal, a line that is too long breaks at spaces, but not in the command of a hint.
 * It is one write, as other processes may print to the same stream.
 */
void message_print(const struct app *app, FILE *out, enum message kind, const char *text);

#endif
