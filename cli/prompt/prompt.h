/* SPDX-License-Identifier: BSD-3-Clause */
/* The interactive prompt. */
#ifndef PROMPT_PROMPT_H
#define PROMPT_PROMPT_H

#include "core/app.h"

/* Reads and runs lines until the person leaves. Continues after errors. */
enum exit_code prompt_run(struct app *app, const struct settings *set);

#endif
