/* SPDX-License-Identifier: BSD-3-Clause */
/* What the prompt prints first. */
#ifndef PROMPT_GREETING_H
#define PROMPT_GREETING_H

#include "core/app.h"

/*
 * Prints which cluster and node this is, its state, and where help is. If corosync
 * is not connected, it says why, and what to do: only this sends a request, with a short timeout.
 */
void greeting_print(struct app *app);

#endif
