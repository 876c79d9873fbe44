/* SPDX-License-Identifier: BSD-3-Clause */
/* The thread of a connection. */
#ifndef CMH_CONN_THREAD_H
#define CMH_CONN_THREAD_H

/* Serves a struct conn until it is given up; for pthread_create(3). Returns NULL. */
void *conn_thread_main(void *conn);

#endif
