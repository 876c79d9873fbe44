/* SPDX-License-Identifier: BSD-3-Clause */
/* The environment variables of an event, for the program of watch --exec. */
#ifndef TASK_WATCH_ENV_H
#define TASK_WATCH_ENV_H

#include "cmh.h"

/*
 * Returns CMAPSH_EVENT, _KEY, _TYPE, _OLD, _NEW, _MAP, _SOURCE, _TIME and _SEQ as
 * "NAME=VALUE" for child_start(), with NULL after the last. A str is not quoted. Without
 * an old or a new value, its variable is a NAME without "=", so that the program does
 * not inherit one. Masks secrets unless `secrets`. The caller frees the list with
 * str_list_free(). NULL: out of memory.
 */
char **watch_env_new(const struct cmh_event *event, uint64_t seq, bool secrets);

#endif
