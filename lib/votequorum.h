/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * corosync's library for quorum, as far as it is used. It is loaded when it is needed,
 * so that no other request starts slower, and so that the program works without it. The
 * tests have another one (tests/fakes), which connects to nothing.
 *
 * All calls may block as those of libcmap do. Numbers are cs_error_t.
 */
#ifndef CMH_VOTEQUORUM_H
#define CMH_VOTEQUORUM_H

#include <stdbool.h>
#include <stdint.h>

struct cmh_quorum;

/* Loads the library. NULL: it can be used; else why not. Static. */
const char *votequorum_load(void);

/* Only after votequorum_load(), and as other calls that make or end handles, under the lock for them. */
int votequorum_connect(uint64_t *handle);
void votequorum_disconnect(uint64_t handle);

/* Fills `out` with what corosync says of quorum. */
int votequorum_ask(uint64_t handle, struct cmh_quorum *out);

#endif
