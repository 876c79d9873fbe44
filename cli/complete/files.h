/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for file names. */
#ifndef COMPLETE_FILES_H
#define COMPLETE_FILES_H

#include "complete/offer.h"

/* Adds files. A shell lists them itself, with its own quotes, ~ and $: adds an empty candidate. */
bool offer_files(struct completion_context *ctx);

#endif
