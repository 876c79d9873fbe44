/* SPDX-License-Identifier: BSD-3-Clause */
/* The numbers of users and groups, which corosync.conf may give by name. */
#ifndef CMH_CONF_USER_H
#define CMH_CONF_USER_H

#include <stdbool.h>

enum conf_user {
	USER_FOUND,
	USER_UNKNOWN,    /* the files of this machine do not have the name */
	USER_IMPOSSIBLE, /* no user or group can have that name or number */
};

/*
 * Finds the number of a user or, if `group`, of a group: by itself, or by its name in
 * the files in /etc. Services of the network are not asked, because they may not
 * answer.
 */
enum conf_user conf_user_number(const char *name, bool group, unsigned *out);

#endif
