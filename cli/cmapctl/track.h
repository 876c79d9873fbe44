/* SPDX-License-Identifier: BSD-3-Clause */
/* corosync-cmapctl prints changes. */
#ifndef CMAPCTL_TRACK_H
#define CMAPCTL_TRACK_H

#include "cmapctl/request.h"

/*
 * -t, -T: prints changes until a line of standard input begins with q, or standard input ends.
 * EXIT_NO: corosync was lost, or another error.
 */
enum exit_code track(struct app *app, const struct request *request);

#endif
