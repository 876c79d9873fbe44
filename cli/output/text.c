/* SPDX-License-Identifier: BSD-3-Clause */
/* The format text. Commands compose its lines themselves, with the functions of output.h and entry.h. */
#include "output/format.h"

const struct format format_text = { .name = "text", .needs = DATA_LINES };
