/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks of the files that a command reads. */
#ifndef CORE_INPUT_FILE_H
#define CORE_INPUT_FILE_H

#include "core/app.h"

/*
 * Checks that a file can be read without waiting: at the prompt it must be a regular file; a folder has an error
 * of its own. Prints the error.
 */
enum exit_code input_file_check(struct app *app, struct where where, const char *file);

/* Checks that the commands do not come from standard input, which is to be read. Prints the error. */
enum exit_code input_standard_check(struct app *app, struct where where);

/* The same for the spec of a map, if it is that of standard input. */
enum exit_code input_map_check(struct app *app, struct where where, const char *spec);

#endif
