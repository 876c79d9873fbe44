/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names on their way from the connection that lists them to a helper, a second
 * connection that reads their values meanwhile. The caller, the thread that lists and that
 * of the helper have a share each.
 */
#ifndef CMH_RELAY_H
#define CMH_RELAY_H

#include <stdatomic.h>

#include "cmh.h"

struct conn;
struct job;
struct relay;

/*
 * Owned by the caller; relay_ref() gives a share to another one, and each gives its own up. relay_unref() takes
 * NULL. NULL: out of memory.
 */
struct relay *relay_new(void);
struct relay *relay_ref(struct relay *relay);
void relay_unref(struct relay *relay);

/* ---- the thread that lists ----------------------------------------------- */

/* Begins, or begins again: names that were passed before do not count. */
void relay_begin(struct relay *relay);

/* Leaves the helper and its job to the caller, see relay_close(). False: the caller has closed the relay. */
bool relay_attach(struct relay *relay, struct conn *helper, struct job *job);

/* Moves names to the helper. False: out of memory, and nothing was moved. */
bool relay_pass(struct relay *relay, struct cmh_entries *names);

/* Says that all names were passed. */
void relay_end(struct relay *relay);

/* Takes names back that the helper has not taken. False: none are left. */
bool relay_take_back(struct relay *relay, struct cmh_entries *out);

/* ---- the thread of the helper --------------------------------------------- */

enum relay_next {
	RELAY_NAMES,
	RELAY_AGAIN, /* the list began again: what the helper has does not count */
	RELAY_END,
	RELAY_QUIT,  /* `quit` became true */
};

/* Waits for names, and takes them. `round` is the helper's, 0 at first. */
enum relay_next relay_next(struct relay *relay, unsigned *round, atomic_bool *quit, struct cmh_entries *out);

/* ---- the caller ------------------------------------------------------------ */

/* Takes the helper with its job. None can be attached any more. NULL: none was. */
struct conn *relay_close(struct relay *relay, struct job **job);

#endif
