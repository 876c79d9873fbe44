/* SPDX-License-Identifier: BSD-3-Clause */
/* Keys that belong to one node. */
#ifndef KNOW_KEY_OWN_H
#define KNOW_KEY_OWN_H

#include <stdbool.h>

/* Whether a key has another value on each node by its nature, such as the id of this node: a comparison of nodes is not about these. */
bool key_is_own(const char *key);

#endif
