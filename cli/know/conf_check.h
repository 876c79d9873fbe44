/* SPDX-License-Identifier: BSD-3-Clause */
/* Why corosync would not start with a corosync.conf. */
#ifndef KNOW_CONF_CHECK_H
#define KNOW_CONF_CHECK_H

#include "cmh.h"
#include "fault.h"

/*
 * Finds what corosync is known to refuse in a corosync.conf that is open as a map: its
 * form, its values, what these mean together, and what ends corosync. Not that which
 * depends on the node: addresses of names, files, and whether the node is in the
 * nodelist. Sends nothing. Of another map, nothing is found. Sorted by place; release
 * `out` with faults_clear(). False: out of memory.
 */
bool conf_check(struct cmh_handle *map, struct faults *out);

#endif
