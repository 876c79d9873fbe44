/* SPDX-License-Identifier: BSD-3-Clause */
/* Events on their way to the reader of a watch. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct waiting {
	struct waiting *next;
	struct cmh_event event;
};

void
cmh_event_clear(struct cmh_event *event)
{
	if (event == NULL)
		return;
	free(event->key);
	cmh_value_clear(&event->before);
	cmh_value_clear(&event->after);
	*event = (struct cmh_event){ 0 };
}

bool
events_push(struct events *events, struct cmh_event event)
{
	struct waiting *w = calloc(1, sizeof(*w));

	if (w == NULL) {
		cmh_event_clear(&event);
		return false;
	}
	if (event.time.tv_sec == 0)
		clock_gettime(CLOCK_REALTIME, &event.time);
	w->event = event;
	if (events->first == NULL)
		events->first = w;
	else
		events->last->next = w;
	events->last = w;
	return true;
}

bool
events_pop(struct events *events, struct cmh_event *out)
{
	struct waiting *w = events->first;

	if (w == NULL)
		return false;
	*out = w->event;
	events->first = w->next;
	free(w);
	return true;
}

void
events_clear(struct events *events)
{
	struct cmh_event event;

	while (events_pop(events, &event))
		cmh_event_clear(&event);
}

/* One of the two may be NULL: the key was not there. Copies are made. */
static bool
push_difference(struct events *events, enum cmh_map map, const struct cmh_entry *before, const struct cmh_entry *after)
{
	const struct cmh_value none = CMH_VALUE_INIT;
	struct cmh_event event = { .map = map, .resync = true };

	event.kind = before == NULL ? CMH_EVENT_ADD : after == NULL ? CMH_EVENT_DELETE : CMH_EVENT_MODIFY;
	event.key = strdup(before != NULL ? before->key : after->key);
	if (event.key != NULL && value_copy(&event.before, before != NULL ? &before->value : &none) &&
	    value_copy(&event.after, after != NULL ? &after->value : &none))
		return events_push(events, event);
	cmh_event_clear(&event);
	return false;
}

bool
events_compare(struct events *events, enum cmh_map map, const struct cmh_entries *old, const struct cmh_entries *now,
	       bool names)
{
	bool good = true;

	for (size_t i = 0, j = 0; good && (i < old->n || j < now->n);) {
		const struct cmh_entry *a = i < old->n ? &old->v[i] : NULL, *b = j < now->n ? &now->v[j] : NULL;
		int order = a == NULL ? 1 : b == NULL ? -1 : cmh_name_cmp(a->key, b->key);

		if (order != 0)
			good = push_difference(events, map, order < 0 ? a : NULL, order < 0 ? NULL : b);
		else if (!names && !cmh_value_equal(&a->value, &b->value))
			good = push_difference(events, map, a, b);
		i += order <= 0;
		j += order >= 0;
	}
	return good;
}
