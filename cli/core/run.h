/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs one command: its words become arguments, its map is opened, it runs, its output is checked. */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include "core/app.h"

/* Runs the command in `n` words with the settings. Prints its errors. */
enum exit_code run_words(struct app *app, const struct settings *set, int n, char **words);

/* The same for words that args_parse() has read: `good` is what it returned, and `error` is read only if that is false. */
enum exit_code run_args(struct app *app, struct args *args, bool good, const struct args_error *error);

#endif
