/* SPDX-License-Identifier: BSD-3-Clause */
/* Waking a thread that waits, over an eventfd(2). */
#ifndef CMH_WAKE_H
#define CMH_WAKE_H

#include <stdbool.h>

/* Makes the descriptor readable. */
void wake_post(int fd);

/* Waits at most `ms` milliseconds (-1: without a limit) for a post, and takes it. False: none came. */
bool wake_wait(int fd, int ms);

#endif
