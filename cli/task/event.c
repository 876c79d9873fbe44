/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/event.h"

#include <time.h>

#include "cmh.h"
#include "output/entry.h"
#include "output/field.h"
#include "output/output.h"

static const char *const kinds[] = {
	[CMH_EVENT_INITIAL] = "initial", [CMH_EVENT_ADD] = "add",	[CMH_EVENT_MODIFY] = "modify",
	[CMH_EVENT_DELETE] = "delete",	 [CMH_EVENT_DROPPED] = "dropped", [CMH_EVENT_LOST] = "lost",
	[CMH_EVENT_READY] = "reconnected",
};

static const char *const sources[] = {
	[CMH_SOURCE_TRACK] = "track", [CMH_SOURCE_POLL] = "poll", [CMH_SOURCE_RESYNC] = "resync",
};

const char *
event_name(const struct cmh_event *event)
{
	return kinds[event->kind];
}

const char *
event_source(const struct cmh_event *event)
{
	return sources[event->source];
}

/* ---- text -------------------------------------------------------------- */

static void
print_change(struct render *r, const struct cmh_event *event)
{
	struct cmh_entry after = { .key = event->key, .value = event->after };

	if (r->quiet && event->kind == CMH_EVENT_DELETE)
		return;
	if (r->quiet) {
		entry_print(r, &after);
		return;
	}
	render_time(r, &event->time);
	if (event->source == CMH_SOURCE_RESYNC)
		render_print(r, "(meanwhile) ");
	if (event->kind == CMH_EVENT_INITIAL) {
		render_print(r, "initial ");
		entry_print(r, &after);
	} else
		entry_print_change(r, event->key, &event->before, &event->after);
}

static void
print_text(struct render *r, const struct cmh_event *event)
{
	if (event->key != NULL) {
		print_change(r, event);
		return;
	}
	render_time(r, &event->time);
	if (event->kind == CMH_EVENT_DROPPED)
		render_print(r, "dropped %ju changes; what differs now follows\n", (uintmax_t)event->dropped);
	else
		render_print(r, "%s: corosync (pid %ld) is %s\n", kinds[event->kind], (long)event->pid,
			     event->kind == CMH_EVENT_LOST ? "gone" : "back");
}

/* ---- records ----------------------------------------------------------- */

static void
print_record(struct render *r, const struct cmh_event *event, uint64_t seq)
{
	const struct cmh_value *before = &event->before, *after = &event->after;
	const struct cmh_value *typed = after->type != CMH_NONE ? after : before;
	bool change = event->key != NULL, retyped = before->type != CMH_NONE && before->type != typed->type;
	const struct field fields[] = {
		field_time("time", event->time),
		field_number("seq", seq),
		field_text("event", kinds[event->kind]),
		field_text("map", change || event->kind == CMH_EVENT_DROPPED ? cmh_map_name(event->map) : NULL),
		field_text("key", event->key),
		field_text("type", change ? cmh_type_name(typed->type) : NULL),
		field_value("old", event->key, before),
		field_value("new", event->key, after),
		field_text("source", change && event->kind != CMH_EVENT_INITIAL ? sources[event->source] : NULL),
		field_text("old_type", change && retyped ? cmh_type_name(before->type) : NULL),
		field_nonzero("dropped", event->dropped),
		field_nonzero("pid", (uint64_t)event->pid),
	};

	render_record(r, FIELDS(fields));
}

/* The columns of a change are enough for people. */
static void
print_row(struct render *r, const struct cmh_event *event)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	const struct field fields[] = {
		field_time("time", event->time),
		field_text("event", kinds[event->kind]),
		field_text("key", event->key),
		field_text("type", event->key != NULL ? cmh_type_name(typed->type) : NULL),
		field_value("old", event->key, &event->before),
		field_value("new", event->key, &event->after),
	};

	render_record(r, FIELDS(fields));
}

void
event_print(struct render *r, const struct cmh_event *event, uint64_t seq)
{
	if (render_is_text(r))
		print_text(r, event);
	else if (render_wants_rows(r))
		print_row(r, event);
	else
		print_record(r, event, seq);
}

void
event_print_state(struct render *r, const char *what, const char *why, uint64_t seq)
{
	struct timespec now;

	if (render_is_text(r) || render_wants_rows(r))
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	const struct field fields[] = {
		field_time("time", now),
		field_number("seq", seq),
		field_text("event", what),
		field_text("reason", why),
	};

	render_record(r, FIELDS(fields));
}
