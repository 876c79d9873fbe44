/* SPDX-License-Identifier: BSD-3-Clause */
/* What a watch tells, for people and for programs. */
#include <time.h>

#include "output/render.h"

const char *
render_event_name(const struct cmh_event *event)
{
	/* It is only printed after a loss. */
	return event->kind == CMH_EVENT_READY ? "reconnected" : cmh_event_kind_name(event->kind);
}

const char *
render_source_name(const struct cmh_event *event)
{
	return cmh_source_name(event->source);
}

/* ---- text -------------------------------------------------------------- */

void
render_time(struct render *r, const struct timespec *time)
{
	struct tm tm;
	char text[16];

	if (localtime_r(&time->tv_sec, &tm) != NULL && strftime(text, sizeof(text), "%H:%M:%S", &tm) > 0)
		fprintf(r->out, "%s.%03ld ", text, time->tv_nsec / 1000000);
}

static void
put_change(struct render *r, const struct cmh_event *event)
{
	struct cmh_entry after = { .key = event->key, .value = event->after };

	if (r->quiet && event->kind == CMH_EVENT_DELETE)
		return;
	if (r->quiet) {
		render_entry(r, &after);
		return;
	}
	render_time(r, &event->time);
	if (event->source == CMH_SOURCE_RESYNC)
		fputs("(meanwhile) ", r->out);
	if (event->kind == CMH_EVENT_INITIAL) {
		fputs("initial ", r->out);
		render_entry(r, &after);
	} else
		render_change(r, event->key, &event->before, &event->after);
}

static void
put_text(struct render *r, const struct cmh_event *event)
{
	if (event->key != NULL) {
		put_change(r, event);
		return;
	}
	render_time(r, &event->time);
	if (event->kind == CMH_EVENT_DROPPED)
		fprintf(r->out, "dropped %ju changes; what differs now follows\n", (uintmax_t)event->dropped);
	else
		fprintf(r->out, "%s: corosync (pid %ld) is %s\n", render_event_name(event), (long)event->pid,
			event->kind == CMH_EVENT_LOST ? "gone" : "back");
}

/* ---- records ----------------------------------------------------------- */

static struct field
text_unless(bool missing, const char *name, const char *text)
{
	return missing ? field_none(name) : field_text(name, text);
}

static void
put_record(struct render *r, const struct cmh_event *event, uint64_t seq)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	bool change = event->key != NULL, retyped = change && event->before.type != CMH_NONE && event->before.type != typed->type;
	const struct field fields[] = {
		field_time("time", event->time),
		field_number("seq", seq),
		field_text("event", render_event_name(event)),
		text_unless(!change && event->kind != CMH_EVENT_DROPPED, "map", cmh_map_name(event->map)),
		field_text("key", event->key),
		text_unless(!change, "type", cmh_type_name(typed->type)),
		field_value("old", event->key, &event->before),
		field_value("new", event->key, &event->after),
		text_unless(!change || event->kind == CMH_EVENT_INITIAL, "source", render_source_name(event)),
		text_unless(!retyped, "old_type", cmh_type_name(event->before.type)),
		event->dropped > 0 ? field_number("dropped", event->dropped) : field_none("dropped"),
		event->pid > 0 ? field_number("pid", (uint64_t)event->pid) : field_none("pid"),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

/* For a person the columns that a change has are enough. */
static void
put_row(struct render *r, const struct cmh_event *event)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	const struct field fields[] = {
		field_time("time", event->time),
		field_text("event", render_event_name(event)),
		field_text("key", event->key),
		text_unless(event->key == NULL, "type", cmh_type_name(typed->type)),
		field_value("old", event->key, &event->before),
		field_value("new", event->key, &event->after),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}

void
render_event(struct render *r, const struct cmh_event *event, uint64_t seq)
{
	if (r->format == FORMAT_TEXT)
		put_text(r, event);
	else if (r->format == FORMAT_TABLE)
		put_row(r, event);
	else
		put_record(r, event, seq);
}

void
render_watch_state(struct render *r, const char *what, const char *why, uint64_t seq)
{
	struct timespec now;

	if (r->format == FORMAT_TEXT || r->format == FORMAT_TABLE)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	const struct field fields[] = {
		field_time("time", now),
		field_number("seq", seq),
		field_text("event", what),
		field_text("reason", why),
	};

	render_record(r, fields, sizeof(fields) / sizeof(fields[0]));
}
