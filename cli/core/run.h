/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs one command: parses its words, opens its map, runs it, checks its output. */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include "core/app.h"

/* Runs the command in `n` words, with settings that its options can change. Prints its errors. */
enum exit_code run_words(struct app *app, const struct settings *set, int n, char **words);

/* The same for words that args_parse() has parsed. `good`: what it returned; if false, prints `error`. */
enum exit_code run_args(struct app *app, struct args *args, bool good, const struct args_error *error);

#endif
