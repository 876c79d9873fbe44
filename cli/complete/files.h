/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates for file names. */
#ifndef COMPLETE_FILES_H
#define COMPLETE_FILES_H

#include "complete/offer.h"

/* Adds files. Tells a shell to list them itself, because it knows its own quotes, ~ and $. */
bool offer_files(struct completion_context *ctx);

#endif
