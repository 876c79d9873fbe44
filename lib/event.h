/* SPDX-License-Identifier: BSD-3-Clause */
/* Events of a watch, on their way to the caller. */
#ifndef CMH_EVENT_H
#define CMH_EVENT_H

#include <sys/queue.h>

#include "feed.h"

STAILQ_HEAD(events, queued_event); /* oldest first */

/* Releases the key and the values. */
void event_clear(struct cmh_event *event);

/* Appends an event, whose contents it takes. False: out of memory, and they are released. */
bool events_push(struct events *events, struct cmh_event event);

/* Moves the oldest event to `out`. False: there is none. */
bool events_pop(struct events *events, struct cmh_event *out);
void events_clear(struct events *events);

/* Appends an event for each difference between two sorted lists. `names`: values are not compared. False: out of memory. */
bool events_compare(struct events *events, enum cmh_map map, enum cmh_source source, const struct cmh_entries *old,
		    const struct cmh_entries *now, bool names);

/* Appends an event of a kind for each entry that has no error. False: out of memory. */
bool events_list(struct events *events, enum cmh_event_kind kind, enum cmh_map map, const struct cmh_entries *entries);

/*
 * Brings the sorted `keys` up to date with a report, whose contents it takes,
 * and appends an event unless the keys say that already. False: out of memory.
 */
bool events_report(struct events *events, enum cmh_map map, struct cmh_entries *keys, bool names,
		   struct report *report);

#endif
