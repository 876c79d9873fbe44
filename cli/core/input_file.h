/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks of the files that a command reads. */
#ifndef CORE_INPUT_FILE_H
#define CORE_INPUT_FILE_H

#include "core/app.h"

/*
 * Checks that a file can be read without waiting: at the prompt, where nothing
 * can interrupt a read from a pipe, it must be a regular file. Prints the error.
 */
enum exit_code input_file_check(struct app *app, struct where where, const char *file);

/* The same for a name that may be "-", standard input. An error if the commands come from there. */
enum exit_code input_file_check_standard(struct app *app, struct where where, const char *file);

#endif
