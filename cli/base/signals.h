/* SPDX-License-Identifier: BSD-3-Clause */
/* Signals, read from a descriptor: they are handled between two steps of the program, never within one. */
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H

#include <stdbool.h>

/*
 * Blocks the signals that the prompt and tasks handle, and ignores SIGPIPE. Returns
 * a descriptor that is readable when a signal has come; -1: see errno.
 */
int signals_open(void);

/* Closes the descriptor, and restores what the signals did before. */
void signals_close(int fd);

/* Delays Ctrl-Z until the signal descriptor can report it; with false, no longer. */
void signals_delay_stop(bool delay);

/* Whether SIGPIPE had its default action when the program started: then it should die of it if its output is not read. */
bool sigpipe_is_default(void);

/* Returns the next signal; 0: none has come. Never blocks. */
int signals_next(int fd);

/*
 * Stops the process as Ctrl-Z does, and returns when it is continued. False: it
 * was continued only to end (SIGTERM, SIGHUP). It may be in the background then,
 * where it must not use the terminal.
 */
bool signals_stop_process(void);

/* Ends the process by a signal, so that the parent process sees which. */
void signals_end_process(int signo);

#endif
