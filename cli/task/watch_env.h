/* SPDX-License-Identifier: BSD-3-Clause */
/* An event of watch as environment variables, for the program of --exec. */
#ifndef TASK_WATCH_ENV_H
#define TASK_WATCH_ENV_H

#include "cmh.h"

/*
 * Returns CMAPSH_EVENT, _KEY, _TYPE, _OLD, _NEW, _MAP, _SOURCE, _TIME and _SEQ as
 * "NAME=VALUE", ended by NULL. A str is as it is stored. A value that does not
 * exist is a NAME without "=", so that the program inherits none from us. A
 * secret is masked unless `secrets`. The caller frees the list with
 * str_list_free(); NULL: out of memory.
 */
char **watch_env_new(const struct cmh_event *event, uint64_t seq, bool secrets);

#endif
