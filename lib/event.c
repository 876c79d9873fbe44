/* SPDX-License-Identifier: BSD-3-Clause */
/* Events on their way to the reader of a watch. */
#include <stdlib.h>
#include <string.h>

#include "conn.h"

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
push_copies(struct events *events, struct cmh_event event, const struct cmh_entry *before, const struct cmh_entry *after)
{
	const struct cmh_value none = CMH_VALUE_INIT;

	event.key = strdup(before != NULL ? before->key : after->key);
	if (event.key != NULL && value_copy(&event.before, before != NULL ? &before->value : &none) &&
	    value_copy(&event.after, after != NULL ? &after->value : &none))
		return events_push(events, event);
	cmh_event_clear(&event);
	return false;
}

bool
events_list(struct events *events, enum cmh_event_kind kind, enum cmh_map map, const struct cmh_entries *entries)
{
	bool good = true;

	for (size_t i = 0; i < entries->n && good; i++)
		if (entries->v[i].error == NULL)
			good = push_copies(events, (struct cmh_event){ .kind = kind, .map = map }, NULL, &entries->v[i]);
	return good;
}

/* ---- differences ------------------------------------------------------- */

static enum cmh_event_kind
kind_of(bool before, bool after)
{
	return !before ? CMH_EVENT_ADD : !after ? CMH_EVENT_DELETE : CMH_EVENT_MODIFY;
}

bool
events_compare(struct events *events, enum cmh_map map, enum cmh_source source, const struct cmh_entries *old,
	       const struct cmh_entries *now, bool names)
{
	bool good = true;

	for (size_t i = 0, j = 0; good && (i < old->n || j < now->n);) {
		const struct cmh_entry *a = i < old->n ? &old->v[i] : NULL, *b = j < now->n ? &now->v[j] : NULL;
		int order = a == NULL ? 1 : b == NULL ? -1 : cmh_name_cmp(a->key, b->key);
		const struct cmh_entry *before = order <= 0 ? a : NULL, *after = order >= 0 ? b : NULL;
		struct cmh_event event = { .kind = kind_of(before != NULL, after != NULL), .map = map, .source = source };

		if (order != 0 || (!names && !cmh_value_equal(&a->value, &b->value)))
			good = push_copies(events, event, before, after);
		i += order <= 0;
		j += order >= 0;
	}
	return good;
}

/* ---- reports ----------------------------------------------------------- */

/* Moves a value, and leaves none. */
static struct cmh_value
take(struct cmh_value *value)
{
	struct cmh_value taken = *value;

	*value = (struct cmh_value)CMH_VALUE_INIT;
	return taken;
}

/*
 * Whether the keys tell what a report says. It may be older than the list, or
 * the second one of two trackers. The stats map reports keys, not values: what
 * it says of a key that is known is older than the list, and so is what icmap
 * says of a value that the key does not have, or that it adds. Fast counters
 * come without an old value.
 */
static bool
is_known(enum cmh_map map, bool names, const struct cmh_entry *entry, const struct report *report)
{
	const bool gone = report->event == CMAP_TRACK_DELETE;

	if (entry == NULL || entry->value.type == CMH_NONE)
		return entry == NULL && gone;
	if (names || map == CMH_STATS)
		return !gone;
	if (report->before.type != CMH_NONE && !cmh_value_equal(&entry->value, &report->before))
		return true;
	return !gone && (report->event == CMAP_TRACK_ADD || cmh_value_equal(&entry->value, &report->after));
}

bool
events_report(struct events *events, enum cmh_map map, struct cmh_entries *keys, bool names, struct report *report)
{
	bool gone = report->event == CMAP_TRACK_DELETE, found;
	size_t at = entries_seek(keys, report->key, &found);
	struct cmh_entry *entry = found ? &keys->v[at] : NULL;
	struct cmh_event event = { .kind = kind_of(found, !gone), .map = map, .time = report->time };

	if (is_known(map, names, entry, report))
		return true;
	if (entry == NULL && (entry = entries_insert(keys, at, report->key)) == NULL)
		return false;
	/* What was told before, and not what the report says: it leaves some values out, and makes some up. */
	event.before = take(&entry->value);
	if (gone)
		entries_remove(keys, at);
	else if (!value_copy(&entry->value, &report->after)) {
		cmh_event_clear(&event);
		return false;
	} else
		event.after = take(&report->after);
	event.key = report->key;
	report->key = NULL;
	return events_push(events, event);
}
