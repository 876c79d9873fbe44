/* SPDX-License-Identifier: BSD-3-Clause */
#include "task/event.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmh.h"
#include "output/entry.h"
#include "output/field.h"
#include "output/output.h"
#include "output/safe.h"

const char *
event_name(const struct cmh_event *event)
{
	/* It is only printed after a loss. */
	return event->kind == CMH_EVENT_READY ? "reconnected" : cmh_event_kind_name(event->kind);
}

const char *
event_source(const struct cmh_event *event)
{
	return cmh_source_name(event->source);
}

/* ---- text -------------------------------------------------------------- */

static void
print_change(struct output *out, const struct cmh_event *event)
{
	struct cmh_entry after = { .key = event->key, .value = event->after };

	if (out->quiet && event->kind == CMH_EVENT_DELETE)
		return;
	output_node(out);
	if (out->quiet) {
		entry_print(out, &after);
		return;
	}
	output_time(out, &event->time);
	if (event->source == CMH_SOURCE_RESYNC)
		output_print(out, "(meanwhile) ");
	if (event->kind == CMH_EVENT_INITIAL) {
		output_print(out, "initial ");
		entry_print(out, &after);
	} else
		entry_print_change(out, event->key, &event->before, &event->after);
}

/* Prints that corosync does not answer, or answers again, and how long it was silent. */
static void
print_silence(struct output *out, const struct cmh_event *event)
{
	long tenths = (event->time.tv_sec - event->since.tv_sec) * 10 + (event->time.tv_nsec - event->since.tv_nsec) / 100000000;
	bool silent = event->kind == CMH_EVENT_SILENT;

	tenths = tenths > 0 ? tenths : 0; /* the clock may have been set */
	output_notice(out, &event->time, "%s: corosync (pid %ld) %s %ld.%ld s", event_name(event), (long)event->pid,
		      silent ? "has not answered for" : "answers again after", tenths / 10, tenths % 10);
}

static void
print_text(struct output *out, const struct cmh_event *event)
{
	if (event->key != NULL)
		print_change(out, event);
	else if (event->kind == CMH_EVENT_DROPPED)
		output_notice(out, &event->time, "dropped %ju change%s; the differences follow", (uintmax_t)event->dropped,
			      event->dropped == 1 ? "" : "s");
	else if (event->kind == CMH_EVENT_SILENT || event->kind == CMH_EVENT_ANSWERING)
		print_silence(out, event);
	else
		output_notice(out, &event->time, "%s to corosync (pid %ld)",
			      event->kind == CMH_EVENT_LOST ? "lost connection" : "reconnected", (long)event->pid);
}

/* ---- records ----------------------------------------------------------- */

static void
print_record(struct output *out, const struct cmh_event *event, uint64_t seq)
{
	const struct cmh_value *before = &event->before, *after = &event->after;
	const struct cmh_value *typed = after->type != CMH_NONE ? after : before;
	bool passing = event->kind == CMH_EVENT_SILENT || event->kind == CMH_EVENT_ANSWERING;
	bool change = event->key != NULL, retyped = before->type != CMH_NONE && before->type != typed->type;
	const struct field fields[] = {
		field_time("time", event->time),
		field_number("seq", seq),
		field_text("event", event_name(event)),
		field_text("map", change || event->kind == CMH_EVENT_DROPPED ? cmh_map_name(event->map) : NULL),
		field_text("key", event->key),
		field_text("type", change ? cmh_type_name(typed->type) : NULL),
		field_value("old", event->key, before),
		field_value("new", event->key, after),
		field_text("source", change && event->kind != CMH_EVENT_INITIAL ? event_source(event) : NULL),
		field_text("old_type", change && retyped ? cmh_type_name(before->type) : NULL),
		field_nonzero("dropped", event->dropped),
		field_nonzero("pid", (uint64_t)event->pid),
		passing ? field_time("since", event->since) : field_none("since"),
	};

	output_record(out, FIELDS(fields));
}

/* The columns of a change are enough for people. */
static void
print_row(struct output *out, const struct cmh_event *event)
{
	const struct cmh_value *typed = event->after.type != CMH_NONE ? &event->after : &event->before;
	const struct field fields[] = {
		field_time("time", event->time),
		field_text("event", event_name(event)),
		field_text("key", event->key),
		field_text("type", event->key != NULL ? cmh_type_name(typed->type) : NULL),
		field_value("old", event->key, &event->before),
		field_value("new", event->key, &event->after),
	};

	output_record(out, FIELDS(fields));
}

void
event_print(struct output *out, const struct cmh_event *event, uint64_t seq)
{
	if (output_is_text(out))
		print_text(out, event);
	else if (output_wants_rows(out))
		print_row(out, event);
	else
		print_record(out, event, seq);
}

/* Prints a start or an end. */
static void
print_state(struct output *out, const char *what, const char *why, const struct timespec *time, uint64_t seq)
{
	const struct field fields[] = {
		field_time("time", *time),
		field_number("seq", seq),
		field_text("event", what),
		field_text("reason", why),
	};

	if (!output_is_text(out) && !output_wants_rows(out))
		output_record(out, FIELDS(fields));
}

void
event_print_start(struct output *out, const struct timespec *time, uint64_t seq)
{
	print_state(out, "start", NULL, time, seq);
}

void
event_print_end(struct output *out, const char *why, uint64_t seq)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	print_state(out, "end", why, &now, seq);
}

/* Prints a line for the person. What changed while the node was not followed is not known, and must not look like nothing. */
static void
print_node_text(struct output *out, const struct event_node *event)
{
	char *why = event->why != NULL ? safe_text(event->why) : NULL;

	if (strcmp(event->what, "lost") == 0)
		output_notice(out, &event->time, "lost connection: %s", why != NULL ? why : "out of memory");
	else if (strcmp(event->what, "start") == 0)
		output_notice(out, &event->time, "connected");
	else
		output_notice(out, &event->time, "reconnected; changes in between are not shown");
	free(why);
}

void
event_print_node(struct output *out, const struct event_node *event, uint64_t seq)
{
	const struct field fields[] = {
		field_time("time", event->time),
		field_number("seq", seq),
		field_text("event", event->what),
		field_text("reason", event->why),
	};
	const struct field row[] = {
		fields[0], fields[2], field_none("key"), field_none("type"), field_none("old"), field_none("new"),
	};

	if (output_is_text(out))
		print_node_text(out, event);
	else if (output_wants_rows(out))
		output_record(out, FIELDS(row));
	else
		output_record(out, FIELDS(fields));
}
