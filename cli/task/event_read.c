/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/event_read.h"

#include <stdlib.h>
#include <string.h>

#include "output/record.h"
#include "str.h"
#include "task/event.h"
#include "text/time.h"

struct timespec
event_read_time(struct record *record)
{
	const char *text = record_text(record, "time");
	struct timespec time;

	if (text == NULL || !time_parse(text, &time))
		clock_gettime(CLOCK_REALTIME, &time);
	return time;
}

static bool
is_change(enum cmh_event_kind kind)
{
	return kind == CMH_EVENT_INITIAL || kind == CMH_EVENT_ADD || kind == CMH_EVENT_MODIFY || kind == CMH_EVENT_DELETE;
}

/* Reads the kind by the name that event_name() gives it. */
static bool
read_kind(struct record *record, struct cmh_event *out)
{
	static const enum cmh_event_kind kinds[] = {
		CMH_EVENT_INITIAL, CMH_EVENT_ADD, CMH_EVENT_MODIFY, CMH_EVENT_DELETE, CMH_EVENT_LOST,
		CMH_EVENT_READY, CMH_EVENT_DROPPED, CMH_EVENT_SILENT, CMH_EVENT_ANSWERING,
	};
	const char *name = record_text(record, "event");

	for (size_t i = 0; name != NULL && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		out->kind = kinds[i];
		if (strcmp(name, event_name(out)) == 0)
			return true;
	}
	return false;
}

static void
read_source(struct record *record, struct cmh_event *out)
{
	const char *name = record_text(record, "source");

	for (int source = CMH_SOURCE_TRACK; name != NULL && source <= CMH_SOURCE_RESYNC; source++)
		if (strcmp(name, cmh_source_name((enum cmh_source)source)) == 0)
			out->source = (enum cmh_source)source;
}

static enum cmh_type
read_type(struct record *record, const char *name)
{
	const char *type = record_text(record, name);

	return type != NULL ? cmh_type_by_name(type) : CMH_NONE;
}

/* Reads what a change has: the key and its values. */
static bool
read_change(struct record *record, struct cmh_event *out)
{
	const char *key = record_text(record, "key");
	enum cmh_type type = read_type(record, "type"), old = read_type(record, "old_type");
	bool before = out->kind == CMH_EVENT_MODIFY || out->kind == CMH_EVENT_DELETE, after = out->kind != CMH_EVENT_DELETE;

	if (key == NULL || cmh_name_check(key, NULL) != CMH_OK || type == CMH_NONE || (out->key = str_copy(key)) == NULL)
		return false;
	return (!before || record_value(record, "old", old != CMH_NONE ? old : type, &out->before)) &&
	       (!after || record_value(record, "new", type, &out->after));
}

bool
event_read(struct record *record, struct cmh_event *out)
{
	const char *map = record_text(record, "map"), *since = record_text(record, "since");

	*out = (struct cmh_event){ .time = event_read_time(record), .dropped = record_number(record, "dropped"),
				   .pid = (pid_t)record_number(record, "pid") };
	out->before = out->after = (struct cmh_value)CMH_VALUE_INIT;
	out->map = map != NULL && strcmp(map, cmh_map_name(CMH_STATS)) == 0 ? CMH_STATS : CMH_ICMAP;
	if (since == NULL || !time_parse(since, &out->since))
		out->since = out->time;
	read_source(record, out);
	return read_kind(record, out) && (!is_change(out->kind) || read_change(record, out));
}

void
event_read_clear(struct cmh_event *event)
{
	free(event->key);
	cmh_value_clear(&event->before);
	cmh_value_clear(&event->after);
}
