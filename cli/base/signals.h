/* SPDX-License-Identifier: BSD-3-Clause */
/* Signals as something to be read, so that they come between two steps and never within one. */
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H

#include <stdbool.h>

/* Blocks the signals that a prompt handles. Returns a descriptor that is readable when one has come; -1: see errno. */
int signals_open(void);

/* Lets signals do again what they do by default. */
void signals_close(int fd);

/* Has Ctrl-Z wait until signals_open() can tell of it, or no longer. */
void signals_delay_stop(bool hold);

/* Whether a program in a pipe that nobody reads is to end of SIGPIPE, since nobody told us to ignore it. */
bool sigpipe_is_default(void);

/* The next signal; 0: none has come. Never waits. */
int signals_next(int fd);

/*
 * Stops the process as Ctrl-Z does, and returns when it goes on. False: it was
 * let go on only to end, perhaps in the background: the terminal is another's.
 */
bool signals_stop_process(void);

#endif
