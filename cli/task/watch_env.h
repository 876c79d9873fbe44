/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TASK_WATCH_ENV_H
#define TASK_WATCH_ENV_H

#include "cmh.h"

/*
 * An event for a program: CMAPSH_EVENT, _KEY, _TYPE, _OLD, _NEW, _MAP, _SOURCE,
 * _TIME and _SEQ, ended by NULL. A str stands as it is; what there is not is
 * not set; a secret is masked unless `secrets`. Owned by the caller
 * (follow_env_free()); NULL: out of memory.
 */
char **follow_env(const struct cmh_event *event, uint64_t seq, bool secrets);
void follow_env_free(char **env);

#endif
