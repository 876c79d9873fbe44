/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Silence: a watch hears nothing while nothing changes, and also while corosync
 * hangs. To know which, it asks one question when it heard nothing for a while.
 */
#ifndef CMH_WATCH_SILENCE_H
#define CMH_WATCH_SILENCE_H

#include "watch.h"

/* Makes the timer, if the options ask for it. False: see errno. */
bool watch_silence_start(struct cmh_watch *watch);

/* Asks if it is time to ask, and queues an event when corosync fell silent or answers again. Never waits. */
void watch_silence_look(struct cmh_watch *watch);

/* Goes on with the question of cmh_watch_ask(): asks it once the map is free, and queues an event when all maps have answered. */
void watch_question_look(struct cmh_watch *watch, enum cmh_map map);

#endif
