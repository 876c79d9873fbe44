/* SPDX-License-Identifier: BSD-3-Clause */
/* The session at a terminal. */
#ifndef PROMPT_H
#define PROMPT_H

#include "app.h"

/* Reads and runs lines until the person leaves. Errors of a line do not end it. */
enum exit_code prompt_run(struct app *app, const struct settings *set);

#endif
