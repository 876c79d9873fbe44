/* SPDX-License-Identifier: BSD-3-Clause */
/* The address of a node in a corosync.conf. No name is looked up. */
#ifndef KNOW_CONF_ADDRESS_H
#define KNOW_CONF_ADDRESS_H

#include "know/conf_facts.h"

/* Checks the address at a key. *first is the first one on the link that is not a name, or NULL. */
void conf_check_address(struct conf_facts *facts, unsigned link, const char *key, const char **first);

#endif
