/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A watch on one map. A job (watch_job.c) tracks the map and finds the keys; they
 * are compared with the last state that the caller knows, which is nothing at
 * first, and later the state before corosync was lost. From then on reports
 * become events. The stats map reports no values: a job of the same kind polls
 * them.
 */
#include "watch.h"

#include "clock.h"
#include "entries.h"
#include "error.h"
#include "watch_job.h"

/* Ends the watch if there was no memory for an event. */
static void
need_memory(struct cmh_watch *watch, enum cmh_map map, bool had)
{
	if (had)
		return;
	error_no_memory(&watch->error);
	watch->failed = watch->lacks_event = true;
	watch->lacking_map = map;
}

void
watch_queue_event(struct cmh_watch *watch, struct cmh_event event)
{
	enum cmh_map map = event.map;

	need_memory(watch, map, events_push(&watch->events, event));
}

void
watch_fail(struct cmh_watch *watch, enum cmh_map map)
{
	watch->failed = true;
	watch_queue_event(watch, (struct cmh_event){ .kind = CMH_EVENT_FAILED, .map = map });
}

bool
watch_names_only(const struct cmh_watch *watch)
{
	return (watch->flags & CMH_WATCH_NAMES) != 0;
}

/* ---- jobs -------------------------------------------------------------- */

static const struct op op_track = { DO_TRACK, watch_job_run, true };
static const struct op op_track_now = { DO_TRACK, watch_job_run, false };

void
map_watch_give(struct cmh_watch *watch, enum cmh_map map, struct job *job)
{
	struct map_watch *on = &watch->maps[map];

	on->job = job;
	on->submitted = clock_ms();
	conn_submit(on->conn, job);
}

bool
map_watch_submit(struct cmh_watch *watch, enum cmh_map map, bool poll)
{
	struct map_watch *on = &watch->maps[map];
	bool now = (watch->flags & CMH_WATCH_WAIT_READY) != 0 && !on->known;
	struct job *job = job_new(now ? &op_track_now : &op_track, NULL);

	if (job == NULL || (poll && !entries_copy_names(&job->entries, &on->keys))) {
		job_free(job);
		error_no_memory(&watch->error);
		return false;
	}
	job->scope = scope_ref(on->scope);
	job->names = watch_names_only(watch);
	job->listed = true;
	job->refresh = poll;
	on->polling = poll;
	map_watch_give(watch, map, job);
	return true;
}

/* Keeps the old value of a key whose value could not be read this time. */
static void
keep_unread(struct cmh_entries *now, const struct cmh_entries *before)
{
	for (size_t i = 0; i < now->n; i++) {
		struct cmh_entry *entry = &now->v[i];
		bool found;
		size_t at = entry->error != NULL ? entries_seek(before, entry->key, &found) : 0;

		if (entry->error != NULL && found && cmh_value_copy(&before->v[at].value, &entry->value, NULL) != CMH_OK)
			cmh_value_clear(&entry->value);
	}
}

void
map_watch_lose(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];

	if (!on->lost && (on->known || watch->silent)) /* a silence has an end */
		watch_queue_event(watch, (struct cmh_event){ .kind = CMH_EVENT_LOST, .map = map, .pid = on->pid });
	on->lost = true;
	on->unanswered = false;
	watch->silent = false;
}

void
map_watch_compare(struct cmh_watch *watch, enum cmh_map map, struct cmh_entries *found)
{
	struct map_watch *on = &watch->maps[map];
	bool names = watch_names_only(watch), anew;
	struct conn_state state;

	cmh_entries_sort(found);
	if (!names)
		entries_drop_vanished(found);
	keep_unread(found, &on->keys);
	conn_state(on->conn, &state);
	if (on->opened != 0 && on->opened != state.opened) /* lost and reconnected since the last time */
		map_watch_lose(watch, map);
	anew = !on->polling || on->opened != state.opened;
	if (anew)
		watch_queue_event(watch, (struct cmh_event){ .kind = CMH_EVENT_READY, .map = map, .pid = state.pid });
	if (on->known)
		need_memory(watch, map, events_compare(&watch->events, map, anew ? CMH_SOURCE_RESYNC : CMH_SOURCE_POLL,
						  &on->keys, found, names));
	else if ((watch->flags & CMH_WATCH_INITIAL) != 0)
		need_memory(watch, map, events_list(&watch->events, CMH_EVENT_INITIAL, map, found));
	if (map == CMH_STATS && watch->interval_ms > 0)
		watch_queue_event(watch, (struct cmh_event){ .kind = CMH_EVENT_POLLED, .map = map });
	cmh_entries_clear(&on->keys);
	on->keys = *found;
	*found = (struct cmh_entries)CMH_ENTRIES_INIT;
	on->known = true;
	on->lost = false;
	on->opened = state.opened;
	on->pid = state.pid;
}

/* ---- looking ----------------------------------------------------------- */

/* Makes an event of one report at a time, so that the keys are never ahead of the events that the caller has taken. */
static void
pass_report(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];
	struct report *report;

	while (STAILQ_EMPTY(&watch->events) && !watch->failed && (report = feed_pop(&on->feed)) != NULL) {
		need_memory(watch, map, events_report(&watch->events, map, &on->keys, watch_names_only(watch), report));
		report_free(report);
	}
}

/* After the last report: when some are missing, or corosync was lost, the keys have to be listed again. */
static void
end_feed(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];

	if (on->feed.dropped > 0)
		watch_queue_event(watch, (struct cmh_event){ .kind = CMH_EVENT_DROPPED, .map = map, .dropped = on->feed.dropped });
	if (on->feed.lost)
		map_watch_lose(watch, map);
	if ((on->feed.dropped > 0 || on->feed.lost) && !map_watch_submit(watch, map, false))
		watch_fail(watch, map);
	feed_clear(&on->feed);
}

/* Takes what the connection has: a job that is done, and the feed. */
static void
take_from_conn(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];
	struct conn_state state;
	struct job *job;

	conn_calm(on->conn);
	job = conn_take(on->conn);
	if (job != NULL) {
		on->job = NULL;
		if (on->asking)
			on->asking = false; /* whatever it says, it is an answer; a loss is in the feed */
		else if (conn_result(on->conn, job, &watch->error) == CMH_OK)
			map_watch_compare(watch, map, &job->entries);
		else
			watch_fail(watch, map);
		job_free(job);
	}
	conn_state(on->conn, &state);
	if (state.lost && on->job != NULL)
		map_watch_lose(watch, map);
	/* While a job is under way, reports stay where they are: they are compared with the list that it makes. */
	if (on->job == NULL && feed_is_empty(&on->feed))
		conn_take_feed(on->conn, &on->feed);
}

void
map_watch_look(struct cmh_watch *watch, enum cmh_map map)
{
	struct map_watch *on = &watch->maps[map];

	if (STAILQ_EMPTY(&on->feed.reports))
		take_from_conn(watch, map);
	if (on->job == NULL)
		pass_report(watch, map);
	if (on->job == NULL && STAILQ_EMPTY(&on->feed.reports) && STAILQ_EMPTY(&watch->events) && !watch->failed)
		end_feed(watch, map);
}
