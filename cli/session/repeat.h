/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs a command again and again, as watch(1) does. */
#ifndef SESSION_REPEAT_H
#define SESSION_REPEAT_H

#include "core/app.h"

/*
 * Runs a command, given by its words, every `ms` milliseconds until a signal comes. On a terminal that
 * can move its cursor, each output is drawn over the one before, with what has changed marked, and
 * the terminal is as before at the end. A mistake in the words ends it at once.
 */
enum exit_code repeat_run(struct app *app, const struct settings *set, unsigned ms, int n, char **words);

#endif
