/* SPDX-License-Identifier: BSD-3-Clause */
/* Who listens at corosync's address. In a library of its own, because the tests have another one, which connects to nothing. */
#ifndef CMH_PEER_H
#define CMH_PEER_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * Asks the kernel who listens at the address of one of corosync's services ("cmap"),
 * without libqb: that would map memory of the other process, which could truncate it
 * and so end this one. Does not wait. False: nobody listens, or it cannot be found
 * out; corosync's library reports it.
 */
bool peer_find(const char *service, struct ucred *out);

#endif
