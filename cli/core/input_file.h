/* SPDX-License-Identifier: BSD-3-Clause */
/* Files that a command reads. */
#ifndef CORE_INPUT_FILE_H
#define CORE_INPUT_FILE_H

#include "core/app.h"

/*
 * Checks that a file can be read without a wait. At the prompt it must be a
 * regular one, because nothing interrupts a read from a pipe there. Prints why not.
 */
enum exit_code input_file_check(struct app *app, struct where where, const char *file);

/* The same for a file whose name may be "-", which is standard input unless the commands come from there. */
enum exit_code input_file_check_standard(struct app *app, struct where where, const char *file);

#endif
