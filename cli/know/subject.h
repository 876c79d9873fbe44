/* SPDX-License-Identifier: BSD-3-Clause */
/* Whom a key is about: a node by its name and address, a link, a client. */
#ifndef KNOW_SUBJECT_H
#define KNOW_SUBJECT_H

#include <stdbool.h>

#include "know/facts.h"

/* Adds what is needed to the facts that are wanted. False: out of memory. */
bool subject_want(const char *key, struct facts *facts);

/* Returns whom a key is about, such as "node3, 10.77.0.3". The caller frees it. NULL: nobody in particular, or out of memory. */
char *subject_text(const char *key, const struct facts *facts);

#endif
