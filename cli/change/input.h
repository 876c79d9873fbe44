/* SPDX-License-Identifier: BSD-3-Clause */
/* Values as people give them: in the word itself, or for bin in a file. */
#ifndef CHANGE_INPUT_H
#define CHANGE_INPUT_H

#include "cmh.h"

/* As cmh_value_parse(), and for bin: @FILE is the content of a file, - that of standard input. */
enum cmh_status input_value(enum cmh_type type, const char *text, struct cmh_value *out, struct cmh_error *err);

#endif
