/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of files as candidates. */
#ifndef COMPLETE_FILES_H
#define COMPLETE_FILES_H

#include "complete/offer.h"

/* Offers files. A shell is told to list them itself, because it knows its own quotes, ~ and $. */
bool offer_files(struct completion_context *ctx);

#endif
