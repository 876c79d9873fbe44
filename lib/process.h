/* SPDX-License-Identifier: BSD-3-Clause */
/* What the system knows of another process. Asks it nothing. */
#ifndef CMH_PROCESS_H
#define CMH_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The state letter of a process, see proc(5); '?' when it is not known. */
char process_state(pid_t pid);

/* When a process began, in any unit; 0: not known. With its PID, that names one process. */
uint64_t process_started(pid_t pid);

/* Whether the process has ended, even if its parent does not know that yet (a zombie). False for a pid of 0: not known. */
bool process_has_ended(pid_t pid);

/*
 * Returns a descriptor that becomes readable when the process ends, and is closed by
 * execve(2). The caller closes it. -1: no such process, or the kernel has no pidfd_open(2).
 */
int process_open(pid_t pid);

#endif
