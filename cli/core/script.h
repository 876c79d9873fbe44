/* SPDX-License-Identifier: BSD-3-Clause */
/* Commands from a file or standard input, one a line. */
#ifndef CORE_SCRIPT_H
#define CORE_SCRIPT_H

#include "core/app.h"

/*
 * Runs the commands of `file` ("-": standard input) with what the settings say.
 * Stops at the first error unless they say keep_going; "no" is not an error.
 */
enum exit_code script_run(struct app *app, const struct settings *set, const char *file);

#endif
