/* SPDX-License-Identifier: BSD-3-Clause */
/* New values, from words. */
#ifndef CMAPCTL_VALUE_H
#define CMAPCTL_VALUE_H

#include "core/app.h"

/*
 * Makes a value for a key from the words for its type and its value; of the type bin,
 * the latter is the name of a file, or "-". Numbers are read as by every other command.
 * `out` is owned by the caller. False: it has printed the error.
 */
bool value_parse(struct app *app, const char *key, const char *type, const char *text, struct cmh_value *out);

#endif
