/* SPDX-License-Identifier: BSD-3-Clause */
/* Starting threads that call corosync's libraries. */
#ifndef CMH_THREAD_H
#define CMH_THREAD_H

#include <pthread.h>

/* Starts a thread, with all signals blocked: they are for the program's own threads. Returns an errno; 0: it runs. */
int thread_start(pthread_t *thread, void *(*run)(void *arg), void *arg);

#endif
