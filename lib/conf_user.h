/* SPDX-License-Identifier: BSD-3-Clause */
/* The numbers of users and groups, which corosync.conf may give by name. */
#ifndef CMH_CONF_USER_H
#define CMH_CONF_USER_H

#include <stdbool.h>

/*
 * Finds the number of a user or, if `group`, of a group: by itself, or by its name in
 * the files in /etc. Services of the network are not asked, because they may not
 * answer. False: this machine has no such name there.
 */
bool conf_user_number(const char *name, bool group, unsigned *out);

#endif
