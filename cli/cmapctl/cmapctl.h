/* SPDX-License-Identifier: BSD-3-Clause */
/* What corosync-cmapctl does, for the scripts and programs that call it, without its faults. */
#ifndef CMAPCTL_CMAPCTL_H
#define CMAPCTL_CMAPCTL_H

#include "core/app.h"

/* Runs corosync-cmapctl with `n` arguments. Returns its exit status, 0 or 1. */
enum exit_code cmapctl_run(struct app *app, int n, char **args);

#endif
