/* SPDX-License-Identifier: BSD-3-Clause */
/* How sections of a corosync.conf make keys of their options. */
#ifndef CMH_CONF_MAKE_H
#define CMH_CONF_MAKE_H

#include "conf.h"

/*
 * Adds a key, and takes what it owns. Without a name, memory was short. A name that
 * corosync cannot keep is a fault.
 */
void conf_add(struct conf *conf, struct conf_key key);

/* Adds a copy of a key with another name, which it takes; NULL: memory was short. */
void conf_add_copy(struct conf *conf, const struct conf_key *key, char *name);

/*
 * Makes a key without a name of an option. A value that corosync refuses is a fault.
 * `name`: of the key, as corosync says it then. The caller clears the key.
 */
struct conf_key conf_make_key(struct conf *conf, const struct conf_option *option, enum cmh_type type, const char *name);

/* Adds an option as the key `name`, which it takes; NULL: memory was short. */
void conf_add_option(struct conf *conf, const struct conf_option *option, enum cmh_type type, char *name);

#endif
