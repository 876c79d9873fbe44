/* SPDX-License-Identifier: BSD-3-Clause */
/* Scripts: commands from a file or standard input, one per line. */
#ifndef CORE_SCRIPT_H
#define CORE_SCRIPT_H

#include "core/app.h"

/*
 * Runs the commands in `file` ("-": standard input) with these settings. Stops at
 * the first error, unless keep_going is set. EXIT_NO is not an error.
 */
enum exit_code script_run(struct app *app, const struct settings *set, const char *file);

#endif
