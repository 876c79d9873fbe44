/* SPDX-License-Identifier: BSD-3-Clause */
/* Events of a watch that a cmapsh on another node has printed as JSON, read back. */
#ifndef TASK_EVENT_READ_H
#define TASK_EVENT_READ_H

#include <stdbool.h>

#include "cmh.h"

struct record;

/*
 * Makes an event of a record. Members that an older cmapsh does not print are
 * empty. The caller calls event_read_clear() in any case. False: it is something else.
 */
bool event_read(struct record *record, struct cmh_event *out);
void event_read_clear(struct cmh_event *event);

/* Reads the time of a record, which is that of now if it has none. */
struct timespec event_read_time(struct record *record);

#endif
