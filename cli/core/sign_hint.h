/* SPDX-License-Identifier: BSD-3-Clause */
/* The hint for a sign that was typed without the space that makes it one: "dump totem|wc". */
#ifndef CORE_SIGN_HINT_H
#define CORE_SIGN_HINT_H

#include "core/app.h"

/* Returns a hint about the line of the command that failed. Static. NULL: none helps. */
const char *sign_hint(const struct app *app);

#endif
