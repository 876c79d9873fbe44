/* SPDX-License-Identifier: BSD-3-Clause */
#include "event.h"

#include <stdlib.h>
#include <string.h>

#include "cmh_private.h"
#include "entries.h"
#include "libcmap.h"

struct queued_event {
	STAILQ_ENTRY(queued_event) next;
	struct cmh_event event;
};

static const char *const kinds[] = {
	[CMH_EVENT_READY] = "ready",	 [CMH_EVENT_INITIAL] = "initial", [CMH_EVENT_ADD] = "add",
	[CMH_EVENT_MODIFY] = "modify",	 [CMH_EVENT_DELETE] = "delete",	  [CMH_EVENT_POLLED] = "polled",
	[CMH_EVENT_LOST] = "lost",	 [CMH_EVENT_DROPPED] = "dropped", [CMH_EVENT_FAILED] = "failed",
	[CMH_EVENT_SILENT] = "silent",	 [CMH_EVENT_ANSWERING] = "answering", [CMH_EVENT_ANSWERED] = "answered",
};
enum { N_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const char *const sources[] = {
	[CMH_SOURCE_TRACK] = "track", [CMH_SOURCE_POLL] = "poll", [CMH_SOURCE_RESYNC] = "resync",
};
enum { N_SOURCES = sizeof(sources) / sizeof(sources[0]) };

const char *
cmh_event_kind_name(enum cmh_event_kind kind)
{
	return (unsigned)kind < N_KINDS ? kinds[kind] : "?";
}

const char *
cmh_source_name(enum cmh_source source)
{
	return (unsigned)source < N_SOURCES ? sources[source] : "?";
}

void
event_clear(struct cmh_event *event)
{
	free(event->key);
	cmh_value_clear(&event->before);
	cmh_value_clear(&event->after);
	*event = (struct cmh_event){ 0 };
}

bool
events_push(struct events *events, struct cmh_event event)
{
	struct queued_event *queued = calloc(1, sizeof(*queued));

	if (queued == NULL) {
		event_clear(&event);
		return false;
	}
	if (event.time.tv_sec == 0)
		clock_gettime(CLOCK_REALTIME, &event.time);
	queued->event = event;
	STAILQ_INSERT_TAIL(events, queued, next);
	return true;
}

bool
events_pop(struct events *events, struct cmh_event *out)
{
	struct queued_event *queued = STAILQ_FIRST(events);

	if (queued == NULL)
		return false;
	STAILQ_REMOVE_HEAD(events, next);
	*out = queued->event;
	free(queued);
	return true;
}

void
events_clear(struct events *events)
{
	struct cmh_event event;

	while (events_pop(events, &event))
		event_clear(&event);
}

static bool
copy(struct cmh_value *to, const struct cmh_value *from)
{
	return cmh_value_copy(from, to, NULL) == CMH_OK;
}

/* Appends an event with copies of two entries, of which one may be NULL: the key did not exist. */
static bool
push_copies(struct events *events, struct cmh_event event, const struct cmh_entry *before, const struct cmh_entry *after)
{
	const struct cmh_value none = CMH_VALUE_INIT;

	event.key = strdup(before != NULL ? before->key : after->key);
	if (event.key != NULL && copy(&event.before, before != NULL ? &before->value : &none) &&
	    copy(&event.after, after != NULL ? &after->value : &none))
		return events_push(events, event);
	event_clear(&event);
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
	struct cmh_pairs pairs = { .before = old, .after = now };
	struct cmh_entry *before, *after;
	bool good = true;

	while (good && cmh_pairs_next(&pairs, &before, &after)) {
		struct cmh_event event = { .kind = kind_of(before != NULL, after != NULL), .map = map, .source = source };

		if (before == NULL || after == NULL || (!names && !cmh_value_equal(&before->value, &after->value)))
			good = push_copies(events, event, before, after);
	}
	return good;
}

/* ---- reports ----------------------------------------------------------- */

/* Moves a value out, and leaves none. */
static struct cmh_value
take(struct cmh_value *value)
{
	struct cmh_value taken = *value;

	*value = (struct cmh_value)CMH_VALUE_INIT;
	return taken;
}

/*
 * Whether the keys say already what a report says: it may be older than the
 * list, or the second one about a key that two trackers cover. So is a report
 * of icmap whose old value is not the one that the key has, or which adds a key
 * that is known. The stats map reports only keys, so its report about a known
 * key is older than the list. Counters that corosync increments itself come
 * without an old value.
 */
static bool
is_known(enum cmh_map map, bool names, const struct cmh_entry *entry, const struct report *report)
{
	const bool deleted = report->event == CMAP_TRACK_DELETE;

	if (entry == NULL || entry->value.type == CMH_NONE)
		return entry == NULL && deleted;
	if (names || map == CMH_STATS)
		return !deleted;
	if (report->before.type != CMH_NONE && !cmh_value_equal(&entry->value, &report->before))
		return true;
	return !deleted && (report->event == CMAP_TRACK_ADD || cmh_value_equal(&entry->value, &report->after));
}

bool
events_report(struct events *events, enum cmh_map map, struct cmh_entries *keys, bool names, struct report *report)
{
	bool deleted = report->event == CMAP_TRACK_DELETE, found;
	size_t at = entries_seek(keys, report->key, &found);
	struct cmh_entry *entry = found ? &keys->v[at] : NULL;
	struct cmh_event event = { .kind = kind_of(found, !deleted), .map = map, .time = report->time };

	if (is_known(map, names, entry, report))
		return true;
	if (entry == NULL) {
		entry = entries_insert(keys, at, report->key);
		if (entry == NULL)
			return false;
		entry->map = map;
	}
	/* The old value is the one that the caller has seen: a report may have none, or a wrong one. */
	event.before = take(&entry->value);
	if (deleted)
		entries_remove(keys, at);
	else if (!copy(&entry->value, &report->after)) {
		event_clear(&event);
		return false;
	} else
		event.after = take(&report->after);
	event.key = report->key;
	report->key = NULL;
	return events_push(events, event);
}
