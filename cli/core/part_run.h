/* SPDX-License-Identifier: BSD-3-Clause */
/* Where the output of a command in a line goes: into a program, or a file. */
#ifndef CORE_PART_RUN_H
#define CORE_PART_RUN_H

#include "base/shell.h"
#include "core/app.h"
#include "text/parts.h"

/*
 * Runs a part of a line whose output does not go to the screen, or that is a program for
 * the shell. Prints its errors, and the status of a program that failed.
 */
enum exit_code part_run(struct app *app, const struct settings *set, const struct part *part, const struct words *words,
			const struct shell_wait *meanwhile);

#endif
