/* SPDX-License-Identifier: BSD-3-Clause */
/* Values as the user gives them: in the word, or for bin also in a file. */
#ifndef CHANGE_INPUT_H
#define CHANGE_INPUT_H

#include "cmh.h"

/*
 * As cmh_value_parse(). For bin, @FILE is also the content of a file, and - that of standard input.
 * `limit_ms`: when a pipe must begin; 0: as late as it does.
 */
enum cmh_status input_value(enum cmh_type type, const char *text, unsigned limit_ms, struct cmh_value *out, struct cmh_error *err);

#endif
