/* SPDX-License-Identifier: BSD-3-Clause */
/* Which corosync a process runs: no key has it. */
#ifndef BASE_COROSYNC_VERSION_H
#define BASE_COROSYNC_VERSION_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Returns the version that the program of a process has, "3.1.7", from its bytes:
 * nothing is run, and no disk is waited for. The caller frees it. NULL: the program
 * cannot be read now, has not exactly one version, or is not corosync.
 */
char *corosync_version(pid_t pid);

/* The same of the bytes of a program. */
char *corosync_version_in(const char *program, size_t len);

#endif
